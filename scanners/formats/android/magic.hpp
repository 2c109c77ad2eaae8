// Executable code and archives that can hold it, known by their first bytes instead of their names.
#pragma once

#include <string_view>

#include "scanners/bytes/view.hpp"

namespace formulary::formats::android {

inline constexpr std::size_t magic_length = 512;  ///< bytes that tell every kind there is

/// `dex`, `elf`, `zip`, `pe` ...; empty when the bytes are of none of these kinds.
std::string_view kind_of(bytes::View start);

/// Whether a file of this name is expected to be of this kind.
bool says_so(std::string_view name, std::string_view kind);

}  // namespace formulary::formats::android
