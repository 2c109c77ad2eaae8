// What our side of TLS connections is made of: a certificate with its key, the authorities of client certificates, and
// the rules: TLS 1.2 and 1.3, forward secrecy and authenticated ciphers only, no renegotiation, no compression, no
// early data, HTTP/1.1 as the one protocol. Immutable; a new certificate is a new Tls, and connections keep the one
// they began with. Tickets for resumption are encrypted with a key that lives as long as the Tls does.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "service/io/http/tls_files.hpp"

struct ssl_st;
namespace boost::asio::ssl {
class context;
}

namespace formulary::io::http {

class Tls {
 public:
  /// Reads the files. Throws std::invalid_argument with a sentence that names the file and says what to do.
  explicit Tls(const TlsFiles& files);
  ~Tls();
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;

  boost::asio::ssl::context& context() const { return *context_; }

  // Of the certificate.
  const std::string& fingerprint() const { return fingerprint_; }  ///< SHA-256, hexadecimal with colons
  std::chrono::system_clock::time_point not_after() const { return not_after_; }

 private:
  std::unique_ptr<boost::asio::ssl::context> context_;
  std::string fingerprint_;
  std::chrono::system_clock::time_point not_after_;
};

/// The one common name in the certificate that the peer has shown and proven; empty when it has shown none, or its
/// certificate has no such name that is plain.
std::string certificate_name(ssl_st* ssl);

}  // namespace formulary::io::http
