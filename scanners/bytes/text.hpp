// Text that comes from hostile files: what may be shown of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace formulary::bytes {

/// Whether `text` is UTF-8 without surrogates and without overlong forms (RFC 3629).
bool is_utf8(std::string_view text);

/// Appends a code point as UTF-8; what is not a scalar value becomes U+FFFD.
void append_utf8(std::string& text, std::uint32_t code_point);

/// Whether `text` holds NUL or another C0 or C1 control character (the latter as UTF-8).
bool has_control(std::string_view text);

}  // namespace formulary::bytes
