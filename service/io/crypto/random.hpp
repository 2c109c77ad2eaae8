// Random bytes from OpenSSL, and the texts made of them: identities and secrets that nobody can guess.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace formulary::io::crypto {

/// Throws when the system has no randomness; never gives less.
void fill_random(std::span<std::uint8_t> out);

/// A big-endian number of 256 bits in base62 (`0-9A-Za-z`), padded on the left to 43 digits.
std::string to_base62(const std::array<std::uint8_t, 32>& bytes);

}  // namespace formulary::io::crypto
