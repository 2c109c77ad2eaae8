// The HTTP client on cpprestsdk's `http_client`: one request, one bounded answer. It follows no redirects, reads no
// more than `body_limit` bytes, and gives up after `timeout`. It knows nothing of Formulary's own protocol. This header
// is C++20: io/http is compiled as such.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace formulary::io::http {

/// The other side cannot be reached, hung up, took too long or sent too much. The sentence says which.
class Unreachable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ClientAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;

  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

struct ClientOptions {
  std::chrono::seconds timeout{60};  ///< for each operation
  std::uint64_t body_limit = 64ULL * 1024 * 1024;
  std::string ca_file;      ///< PEM; empty: the system's authorities
  std::string certificate;  ///< of this client, PEM; empty: it shows none
  std::string key;          ///< PEM; empty: in the certificate's file
};

class Client {
 public:
  /// `base` is `http://host:port` or `https://host[:port]`. Plain HTTP is refused (std::invalid_argument) unless the
  /// host is a loopback address: secrets would travel in the open.
  explicit Client(std::string base, ClientOptions options = {});

  /// `target` begins with `/`, already percent-encoded. Throws Unreachable.
  ClientAnswer request(const std::string& method, const std::string& target,
                       const std::vector<std::pair<std::string, std::string>>& headers = {},
                       const std::string& body = {}) const;

 private:
  std::string base_;
  ClientOptions options_;
};

}  // namespace formulary::io::http
