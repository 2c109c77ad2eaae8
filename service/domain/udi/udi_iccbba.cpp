// ISBT 128 Standard Technical Specification: data structures 034 (processor product identification code), 032 (serial
// number), 001 (donation), 004 and 005 (expiry), 008 (production), 035 (lot).
#include <algorithm>

#include "service/domain/udi/udi_parts.hpp"

namespace formulary::domain::udi {
namespace {

constexpr std::size_t device_length = 16;  // facility 5, its own product code 6, product description code 5

/// `cYYJJJ`: the year's last three digits and the day within it.
std::optional<Day> date_of(std::string_view text) {
  if (text.size() < 6 || !is_digits(text.substr(0, 6))) return std::nullopt;
  const int year = number(text.substr(0, 3));
  return day_of(year >= 900 ? 1000 + year : 2000 + year, number(text.substr(3, 3)));
}

void take(std::string_view part, Udi& udi) {
  if (part.starts_with("=,")) {
    udi.serial = part.substr(2);
  } else if (part.starts_with("=>") || part.starts_with("&>")) {
    set(udi.expires, date_of(part.substr(2)), "date of expiry", part.substr(2), udi);
  } else if (part.starts_with("=}")) {
    set(udi.manufactured, date_of(part.substr(2)), "date of manufacture", part.substr(2), udi);
  } else if (part.starts_with("&,1")) {
    const std::string_view lot = part.substr(3);
    udi.lot = lot.substr(std::min(lot.find_first_not_of('0'), lot.size()));  // filled up with zeros
  }
}

}  // namespace

std::optional<Udi> read_iccbba(std::string_view text) {
  if (text.starts_with("=/")) text.remove_prefix(2);
  const std::string_view device = text.substr(0, device_length);
  if (device.size() != device_length || !is_capital_or_digit(device)) return std::nullopt;
  Udi udi;
  udi.agency = IssuingAgency::iccbba;
  udi.device = "=/" + std::string(device);
  text.remove_prefix(device_length);
  if (!text.empty() && text.front() != '=' && text.front() != '&') return std::nullopt;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("=&", 1), text.size());
    take(text.substr(0, end), udi);
    text.remove_prefix(end);
  }
  return udi;
}

}  // namespace formulary::domain::udi
