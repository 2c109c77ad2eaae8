// SHA-256 of a file on this machine.
#pragma once

#include <string>

namespace formulary::cli {

/// 64 lower-case hexadecimal digits. Fails (usage) when the file cannot be read to its end.
std::string sha256_of(const std::string& path);

}  // namespace formulary::cli
