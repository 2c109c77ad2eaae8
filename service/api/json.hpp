// JSON in and out. What comes in is read strictly: UTF-8, at most 64 levels, no key twice, no more than 256 keys in an
// object. What goes out keeps the order in which it was written.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "service/api/problem.hpp"

namespace formulary::api {

using Json = nlohmann::ordered_json;  ///< for answers
using InputJson = nlohmann::json;     ///< for requests: look-ups by key in logarithmic time

inline constexpr int json_depth = 64;
inline constexpr std::size_t json_keys = 256;

struct JsonLimits {
  std::size_t keys = json_keys;    ///< of one object
  std::size_t values = 2'000'000;  ///< of the whole text: more than a body of a mebibyte can hold
};

/// The body of a request as an object, or the problem (malformed-json).
std::expected<InputJson, Problem> parse_object(std::string_view text, const JsonLimits& limits = {});

/// One line; bytes that are not UTF-8 (which only the machine's own data could hold) become U+FFFD.
std::string to_text(const Json& json);

/// A key or index as one reference token of a JSON Pointer, with its slash (RFC 6901).
std::string pointer_token(std::string_view key);

Response json_response(int status, const Json& body);

}  // namespace formulary::api
