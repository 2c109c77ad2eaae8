// Base64 (RFC 4648) in the forms of the formats that are spoken here. Reading is canonical: a strange character,
// missing or extra padding, and bits that belong to no byte are refused, so that a value has one text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace formulary::domain {

enum class Base64 : std::uint8_t {
  padded,  ///< section 4: signed notes, checksums of tus
  bare,    ///< section 4 without padding: age
  url,     ///< section 5 without padding: JWS, cursors
};

std::string to_base64(std::string_view bytes, Base64 form = Base64::padded);
std::optional<std::string> from_base64(std::string_view text, Base64 form = Base64::padded);

}  // namespace formulary::domain
