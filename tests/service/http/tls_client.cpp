#include "tests/service/http/tls_client.hpp"

#include <array>
#include <unistd.h>

#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace formulary::tests {

TlsClient::TlsClient(std::uint16_t port, const TlsWishes& wishes) : context_(SSL_CTX_new(TLS_client_method())) {
  SSL_CTX* context = context_.get();
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_min_proto_version(context, wishes.least);
  SSL_CTX_set_max_proto_version(context, wishes.most);
  if (!wishes.ciphers.empty()) SSL_CTX_set_cipher_list(context, wishes.ciphers.c_str());
  if (!wishes.certificate.empty()) {
    SSL_CTX_use_certificate_chain_file(context, wishes.certificate.c_str());
    SSL_CTX_use_PrivateKey_file(context, wishes.key.c_str(), SSL_FILETYPE_PEM);
  }
  ssl_.reset(SSL_new(context));
  if (!wishes.protocols.empty()) {
    SSL_set_alpn_protos(ssl(), reinterpret_cast<const unsigned char*>(wishes.protocols.data()),
                        static_cast<unsigned int>(wishes.protocols.size()));
  }
  if (wishes.resume != nullptr) SSL_set_session(ssl(), wishes.resume);

  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval patience{.tv_sec = 5, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return;
  SSL_set_fd(ssl(), socket_);
  secure_ = SSL_connect(ssl()) == 1;
  ERR_clear_error();
}

TlsClient::~TlsClient() {
  if (secure_ && end_ == SSL_ERROR_NONE) SSL_shutdown(ssl());
  ERR_clear_error();
  ::close(socket_);
}

std::string TlsClient::fingerprint() const {
  X509* certificate = SSL_get0_peer_certificate(ssl_.get());
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (certificate != nullptr) X509_digest(certificate, EVP_sha256(), digest.data(), &size);
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    std::array<char, 4> byte{};
    std::snprintf(byte.data(), byte.size(), "%s%02X", i == 0 ? "" : ":", digest[i]);
    text += byte.data();
  }
  return text;
}

bool TlsClient::send(std::string_view bytes) {
  ERR_clear_error();
  return SSL_write(ssl(), bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
}

std::string TlsClient::read(std::size_t most) {
  std::string out;
  std::array<char, 16384> block{};
  while (out.size() < most) {
    ERR_clear_error();
    const int size = SSL_read(ssl(), block.data(), static_cast<int>(std::min(block.size(), most - out.size())));
    if (size <= 0) {
      end_ = SSL_get_error(ssl(), size);
      break;
    }
    out.append(block.data(), static_cast<std::size_t>(size));
  }
  return out;
}

std::string TlsClient::ask(std::string_view request) {
  send(request);
  std::string answer;
  while (!answer.ends_with("\r\n\r\n")) {
    const std::string byte = read(1);
    if (byte.empty()) return answer;
    answer += byte;
  }
  const std::size_t at = answer.find("content-length: ");
  return at == std::string::npos ? answer : answer + read(std::stoull(answer.substr(at + 16)));
}

}  // namespace formulary::tests
