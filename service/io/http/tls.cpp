#include "service/io/http/tls.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include <boost/asio/ssl/context.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

namespace formulary::io::http {
namespace {

constexpr const char* ciphers_1_2 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* groups = "X25519:P-256:P-384";
constexpr long ticket_seconds = 3600;
constexpr int longest_client_chain = 4;

struct Free {
  void operator()(X509* certificate) const { X509_free(certificate); }
};

[[noreturn]] void refuse(const std::string& what) { throw std::invalid_argument(what); }

/// What OpenSSL says of the last failure.
std::string reason() {
  const char* text = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  return text != nullptr ? std::string(" (") + text + ")." : std::string(".");
}

/// A key that anybody on the machine can read is no secret. The group may: Debian's `ssl-cert` is made for it.
void check_key_file(const std::string& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) refuse("The key file " + file + " cannot be read.");
  if ((status.st_mode & S_IRWXO) != 0) {
    refuse("The key file " + file +
           " can be read by everybody on this machine. Take that right away: chmod o= " + file);
  }
}

void load_certificate(SSL_CTX* context, const TlsFiles& files) {
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1) {
    refuse("The certificate file " + files.certificate + " cannot be used; it must be PEM, the server's own first" +
           reason());
  }
  check_key_file(files.key);
  // Nobody sits at a terminal to type the password of a key.
  SSL_CTX_set_default_passwd_cb(context, [](char*, int, int, void*) { return -1; });
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
    const bool other = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
    refuse(other ? "The key in " + files.key + " does not belong to the certificate in " + files.certificate + "."
                 : "The key file " + files.key + " cannot be used; it must be PEM, without a password" + reason());
  }
  if (SSL_CTX_check_private_key(context) != 1) {
    refuse("The key in " + files.key + " does not belong to the certificate in " + files.certificate + ".");
  }
}

void ask_for_client_certificates(SSL_CTX* context, const std::string& file) {
  STACK_OF(X509_NAME)* names = SSL_load_client_CA_file(file.c_str());
  if (names == nullptr || SSL_CTX_load_verify_file(context, file.c_str()) != 1) {
    refuse("The file of authorities for client certificates " + file + " cannot be used; it must be PEM" + reason());
  }
  SSL_CTX_set_client_CA_list(context, names);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);  // whoever shows none is served without
  SSL_CTX_set_verify_depth(context, longest_client_chain);
}

// RFC 7301, section 3.2: a client that offers protocols, but not ours, is refused.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* offered,
                    unsigned int size, void*) {
  static constexpr std::array<unsigned char, 9> http_1_1 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* chosen = nullptr;
  const int outcome = SSL_select_next_proto(&chosen, out_size, http_1_1.data(), http_1_1.size(), offered, size);
  if (outcome != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

void set_rules(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                   SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_mode(context,
                   SSL_MODE_NO_AUTO_CHAIN);  // else each handshake would look for intermediates and verify them
  SSL_CTX_set_cipher_list(context, ciphers_1_2);
  SSL_CTX_set1_groups_list(context, groups);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);  // tickets do without
  SSL_CTX_set_timeout(context, ticket_seconds);
  static constexpr std::array<unsigned char, 9> id = {'f', 'o', 'r', 'm', 'u', 'l', 'a', 'r', 'y'};
  SSL_CTX_set_session_id_context(context, id.data(), id.size());
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

std::string fingerprint_of(const X509* certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  X509_digest(certificate, EVP_sha256(), digest.data(), &size);
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    if (i != 0) text += ':';
    text += "0123456789ABCDEF"[digest[i] >> 4];
    text += "0123456789ABCDEF"[digest[i] & 15];
  }
  return text;
}

std::chrono::system_clock::time_point end_of(const X509* certificate) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1) return {};
  return std::chrono::system_clock::from_time_t(::timegm(&parts));
}

}  // namespace

Tls::Tls(const TlsFiles& files)
    : context_(std::make_unique<boost::asio::ssl::context>(boost::asio::ssl::context::tls_server)) {
  SSL_CTX* context = context_->native_handle();
  set_rules(context);
  load_certificate(context, files);
  if (!files.client_authorities.empty()) ask_for_client_certificates(context, files.client_authorities);
  const X509* certificate = SSL_CTX_get0_certificate(context);
  fingerprint_ = fingerprint_of(certificate);
  not_after_ = end_of(certificate);
}

Tls::~Tls() = default;

std::string certificate_name(ssl_st* ssl) {
  const std::unique_ptr<X509, Free> certificate(SSL_get1_peer_certificate(ssl));
  if (!certificate || SSL_get_verify_result(ssl) != X509_V_OK) return {};
  const X509_NAME* subject = X509_get_subject_name(certificate.get());
  const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  if (at < 0 || X509_NAME_get_index_by_NID(subject, NID_commonName, at) >= 0) return {};
  unsigned char* utf8 = nullptr;
  const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
  if (size < 0) return {};
  const std::string name(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(size));
  OPENSSL_free(utf8);
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  return plain ? name : std::string();
}

}  // namespace formulary::io::http
