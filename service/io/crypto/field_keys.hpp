// The keys of encrypted fields: a file that only its owner may read, one key a line, `NUMBER HEX` with 64 hexadecimal
// digits. The highest number seals; all open. Without the file, what was sealed is lost: it belongs into the backup.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "service/io/crypto/field_cipher.hpp"

namespace formulary::io::crypto {

/// Reads the file, or makes it with one new key where there is none. Throws std::runtime_error with what to do when
/// others may read it or a line is no key.
std::map<std::uint8_t, FieldKey> open_field_keys(const std::string& file);

}  // namespace formulary::io::crypto
