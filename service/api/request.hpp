// HTTP as the handlers see it: plain values, no sockets, no library types. Handlers are tested with these alone.
// The transport (service/io/http) promises that a Request is whole, bounded and well-formed before it is handed over.
// This header is C++20: io/http is compiled as such.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace formulary::api {

using Headers = std::vector<std::pair<std::string, std::string>>;  ///< names in lower case in a Request

/// The first line and the headers: what is known before the body is read.
struct RequestHead {
  std::string id;      ///< a UUIDv7 that names this request in the log, the audit and the answer's `x-request-id`
  std::string method;  ///< as sent: `GET`
  std::string path;    ///< percent-decoded, valid UTF-8, begins with `/`, without `.` or `..` segments
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order
  Headers headers;
  std::string remote;       ///< address of the client, without port
  std::string certificate;  ///< common name in the client's certificate, which was verified; empty: it has none

  /// The value of the only header of this name (lower case); empty when absent. The transport refuses duplicates of
  /// headers that must be single, and joins others with `, `.
  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
  std::optional<std::string_view> parameter(std::string_view name) const {
    for (const auto& [key, value] : query) {
      if (key == name) return value;
    }
    return std::nullopt;
  }
};

struct Request : RequestHead {
  std::string body;
};

/// A body that is produced while it is sent. Destroyed when the client leaves.
class BodyStream {
 public:
  virtual ~BodyStream() = default;
  virtual std::uint64_t size() const = 0;
  /// The next bytes into `out`; how many. 0 before `size()` bytes were given means failure: the connection is cut.
  virtual std::size_t read(std::span<char> out) = 0;
};

struct Response {
  int status = 200;
  Headers headers;  ///< the transport adds date, content-length, connection and x-request-id
  std::string body;
  std::shared_ptr<BodyStream> stream;  ///< instead of `body`

  void set(std::string name, std::string value) { headers.emplace_back(std::move(name), std::move(value)); }
};

/// What a request may do, decided from its head.
struct Admission {
  std::uint64_t body_limit = 0;               ///< bytes
  std::chrono::seconds handler_deadline{30};  ///< then the client gets 503; the handler is left to finish
};

/// The application under the transport. Called from many threads at once.
class Application {
 public:
  virtual ~Application() = default;

  /// Before the body is read: admits it, or refuses with a complete answer (404, 405 with Allow, 413 ...).
  virtual std::variant<Admission, Response> admit(const RequestHead& head) = 0;

  /// The answer. Must not throw; what it throws all the same becomes a 500.
  virtual Response handle(const Request& request) = 0;

  /// An error that the transport itself has to answer (400, 408, 413, 414, 431, 500, 503), as problem+json.
  /// `request_id` is the answer's `x-request-id`.
  virtual Response problem(int status, std::string_view detail, std::string_view request_id) = 0;
};

}  // namespace formulary::api
