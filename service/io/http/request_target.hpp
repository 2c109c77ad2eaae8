// The target of a request line, read strictly: origin-form only, percent-decoded once, valid UTF-8, one spelling per
// path. What two readers could understand differently (encoded slashes, dot segments, doubled slashes, `%00`) is
// rejected, not repaired. A `+` in the query is a space, as browsers' forms write it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "service/io/http/rejection.hpp"

namespace formulary::io::http {

struct RequestTarget {
  std::string path;                                        ///< decoded, begins with `/`
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order, repeated names kept
};

std::variant<RequestTarget, Rejection> parse_target(std::string_view target);

/// Whether the bytes are UTF-8 without overlong forms, surrogates or code points beyond U+10FFFF.
bool is_utf8(std::string_view bytes);

}  // namespace formulary::io::http
