// Base64 with the standard alphabet and padding (RFC 4648 section 4). Reading is strict: one text for one value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/domain/tlog/tree_hash.hpp"

namespace formulary::domain::tlog {

std::string to_base64(std::string_view bytes);
inline std::string to_base64(const Hash& hash) { return to_base64(as_text(hash)); }

std::optional<std::string> from_base64(std::string_view text);
/// 32 bytes, or nothing.
std::optional<Hash> hash_from_base64(std::string_view text);

}  // namespace formulary::domain::tlog
