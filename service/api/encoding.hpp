// Base64 in both alphabets (RFC 4648), and SHA-1, which tus clients use as a checksum of chunks. SHA-1 guards against
// accidents on the line only; nothing in the registry relies on it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formulary::api {

/// Standard alphabet, padded; nothing for anything else, also for stray bits at the end.
std::optional<std::string> decode_base64(std::string_view text);

/// URL alphabet without padding.
std::string encode_base64url(std::string_view bytes);
std::optional<std::string> decode_base64url(std::string_view text);

std::string to_hex(std::string_view bytes);

/// The 20 bytes of FIPS 180-4, section 6.1.
std::string sha1(std::string_view bytes);

/// True for well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view text);

/// Takes as long for texts that differ early as for equal ones.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace formulary::api
