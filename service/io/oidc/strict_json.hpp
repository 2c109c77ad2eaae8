// JSON from a stranger, as an object or not at all: UTF-8 (RFC 8259 section 8.1), no name twice in an object (RFC 7515
// section 4, RFC 7519 section 4), bounded in size, depth and number of values.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace formulary::io::oidc {

using Json = nlohmann::json;

struct JsonBounds {
  std::size_t bytes = std::size_t{32} * 1024;
  int depth = 16;
  std::size_t values = 5'000;
};

std::optional<Json> parse_object(std::string_view text, const JsonBounds& bounds = {});

/// The member of this name when it is a text.
std::optional<std::string> text_in(const Json& object, std::string_view name);

}  // namespace formulary::io::oidc
