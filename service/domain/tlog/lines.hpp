// What the text formats of the log share: lines that end with a line feed, and decimal numbers that can be written in
// one way only.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace formulary::domain::tlog {

/// Takes the first line off `rest`, without its line feed; nothing when there is no line feed.
inline std::optional<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

/// Digits without leading zeros, at most 2^63 - 1: larger numbers are no sizes of logs.
inline std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  if (text.empty() || text.size() > 19 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (value > std::uint64_t{INT64_MAX}) return std::nullopt;
  return value;
}

}  // namespace formulary::domain::tlog
