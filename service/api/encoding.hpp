// Hexadecimal, UTF-8, secrets compared, and SHA-1, which tus clients use as a checksum of chunks. SHA-1 guards against
// accidents on the line only; nothing in the registry relies on it.
#pragma once

#include <string>
#include <string_view>

namespace formulary::api {

std::string to_hex(std::string_view bytes);

/// The 20 bytes of FIPS 180-4, section 6.1.
std::string sha1(std::string_view bytes);

/// True for well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view text);

/// Takes as long for texts that differ early as for equal ones.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace formulary::api
