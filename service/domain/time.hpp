// Instants and days. The domain never asks what time it is: it is told. A malformed date is no date, and whoever needs
// one treats that as expired.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace formulary::domain {

/// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t ms = 0;

  bool operator==(const Instant&) const = default;
  auto operator<=>(const Instant&) const = default;
  Instant plus(std::chrono::milliseconds duration) const { return {ms + duration.count()}; }
};

/// A calendar day in the hospital's time zone.
using Day = std::chrono::sys_days;

/// `2026-03-01T09:30:00.123Z` (RFC 3339, milliseconds, UTC).
std::string to_rfc3339(Instant instant);
std::optional<Instant> parse_rfc3339(std::string_view text);

/// `2026-03-01`. Parsing refuses days that do not exist and years outside 1900..9999.
std::string to_text(Day day);
std::optional<Day> parse_day(std::string_view text);

/// What a use case is told about the present.
struct Present {
  Instant now;
  Day today;
};

}  // namespace formulary::domain
