#include "scanners/signing/safe_text.hpp"

#include <cstdint>

namespace formulary::signing {
namespace {

// RFC 3629: the length of the UTF-8 sequence at the start of `text` and its code point; length 0 when there is none.
struct Decoded {
  std::size_t length = 0;
  std::uint32_t code_point = 0;
};

Decoded decode(std::string_view text) {
  const auto octet = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
  const std::uint8_t first = octet(0);
  if (first < 0x80) return {1, first};
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return {};
  std::uint32_t code_point = first & (0x7f >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((octet(i) & 0xc0) != 0x80) return {};
    code_point = code_point << 6 | (octet(i) & 0x3f);
  }
  const bool overlong = (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
  if (overlong || surrogate || code_point > 0x10ffff) return {};
  return {length, code_point};
}

bool is_harmless(std::uint32_t c) {
  if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return false;                           // C0, DEL, C1
  if (c == 0xad || c == 0x61c || c == 0xfeff) return false;                        // soft hyphen, marks
  if ((c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e)) return false;  // zero width, separators, bidi
  if (c >= 0x2060 && c <= 0x206f) return false;                                    // word joiner, bidi isolates
  return (c & 0xfffe) != 0xfffe && (c < 0xe0000 || c > 0xe0fff);                   // non-characters, tags
}

std::string hexadecimal(std::uint32_t value) {
  std::string digits;
  do {
    digits.insert(digits.begin(), "0123456789abcdef"[value & 15]);
    value >>= 4;
  } while (value != 0);
  return digits.size() < 2 ? "0" + digits : digits;
}

}  // namespace

std::string safe_text(std::string_view text, std::size_t longest) {
  std::string safe;
  while (!text.empty()) {
    const Decoded decoded = decode(text);
    std::string piece;
    if (decoded.length == 0) {
      piece = "\\x" + hexadecimal(static_cast<std::uint8_t>(text[0]));
    } else if (is_harmless(decoded.code_point)) {
      piece = text.substr(0, decoded.length);
    } else {
      piece = "\\u{" + hexadecimal(decoded.code_point) + "}";
    }
    if (safe.size() + piece.size() > longest) return safe + "…";
    safe += piece;
    text.remove_prefix(decoded.length == 0 ? 1 : decoded.length);
  }
  return safe;
}

}  // namespace formulary::signing
