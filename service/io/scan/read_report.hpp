// Reads a Report that came through the wall, as the text of an untrusted party: strictly the shape of
// schemas/report.json, no member more or less or twice, known names only, bounded sizes.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "scanners/report.hpp"

namespace formulary::io::scan {

inline constexpr std::size_t longest_text = 65'537;  ///< bytes of one string
inline constexpr std::size_t most_rows = 100'000;    ///< facts, and anomalies
inline constexpr std::size_t deepest_nesting = 8;

/// The Report, or what is wrong with the text. A zero character inside a string is replaced by U+FFFD: not every
/// database can store one.
std::expected<Report, std::string> read_report(std::string_view json);

}  // namespace formulary::io::scan
