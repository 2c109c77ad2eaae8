// Base64 as age files have it (C2SP age, "Conventions"): RFC 4648 section 4, without padding, canonical. Not for other
// places: what ends in `=`, or has bits left over, is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formulary::io::age {

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace formulary::io::age
