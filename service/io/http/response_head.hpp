// Status line and headers of an answer. Headers that a handler must not set, and names or values with control
// characters, are refused, never cleaned: a value that could split a response is a defect of the handler, and its
// request ends with 500.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "service/api/request.hpp"
#include "service/io/http/rejection.hpp"

namespace formulary::io::http {

/// What the request and the connection say about the answer.
struct AnswerFrame {
  std::string_view method = "GET";
  int minor_version = 1;
  bool keep_alive = true;
  std::string_view id;     ///< becomes x-request-id
  std::string_view date;   ///< IMF-fixdate
  bool is_secure = false;  ///< by TLS
};

/// The head up to and including its empty line. A Rejection says what the handler did wrong. For HEAD, a handler
/// without a body may state the `content-length` that GET would have; elsewhere it is counted here.
std::variant<std::string, Rejection> write_head(const api::Response& response, const AnswerFrame& frame);

/// How many bytes of body GET would send.
std::uint64_t body_size(const api::Response& response);

/// Now, as an IMF-fixdate (RFC 9110, section 5.6.7), computed once a second.
std::string_view http_date();

}  // namespace formulary::io::http
