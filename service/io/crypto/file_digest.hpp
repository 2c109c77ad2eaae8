// SHA-256 of a file on this machine, read in pieces.
#pragma once

#include <string>

namespace formulary::io::crypto {

/// 64 lower-case hexadecimal digits. Throws std::system_error when the file cannot be read to its end.
std::string sha256_of_file(const std::string& path);

}  // namespace formulary::io::crypto
