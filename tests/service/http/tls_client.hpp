// A TLS client for tests, on OpenSSL: as modern, as old or as odd as it is told to be, with a time limit on everything.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/ssl.h>

namespace formulary::tests {

struct TlsWishes {
  int least = TLS1_2_VERSION;
  int most = TLS1_3_VERSION;
  std::string ciphers;      ///< of TLS 1.2; empty: OpenSSL's own
  std::string protocols;    ///< ALPN, each with its length before it; empty: none are offered
  std::string certificate;  ///< file, PEM; empty: it shows none
  std::string key;
  SSL_SESSION* resume = nullptr;
};

class TlsClient {
 public:
  /// Connects and shakes hands; see `is_secure`.
  explicit TlsClient(std::uint16_t port, const TlsWishes& wishes = {});
  ~TlsClient();
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  bool is_secure() const { return secure_; }
  SSL* ssl() { return ssl_.get(); }
  std::string fingerprint() const;  ///< of the server's certificate, hexadecimal with colons

  bool send(std::string_view bytes);
  /// Everything until the end, or as many bytes.
  std::string read(std::size_t most = SIZE_MAX);
  /// How the reading ended: SSL_ERROR_ZERO_RETURN when the server said close_notify.
  int end() const { return end_; }
  /// The answer to one request with a body of known length.
  std::string ask(std::string_view request);

 private:
  struct Free {
    void operator()(SSL_CTX* one) const { SSL_CTX_free(one); }
    void operator()(SSL* one) const { SSL_free(one); }
  };
  int socket_ = -1;
  std::unique_ptr<SSL_CTX, Free> context_;
  std::unique_ptr<SSL, Free> ssl_;
  bool secure_ = false;
  int end_ = SSL_ERROR_NONE;
};

}  // namespace formulary::tests
