// ISBT 128 Standard Technical Specification (ST-001), section 2.4: data structures 034 (processor product
// identification code), 032 (serial number), 001 (donation), 004 and 005 (expiry), 008 (production), 035 (lot), 023
// (compound message); of bags for blood 017 (container manufacturer and catalog number) and 018 (its lot). FDA, "UDI
// formats by FDA-accredited issuing agency", lists those that make up a UDI.
#include <algorithm>

#include "service/domain/udi/udi_parts.hpp"

namespace formulary::domain::udi {
namespace {

struct DeviceForm {
  std::string_view identifier;
  std::size_t length;
};
constexpr DeviceForm device_forms[] = {
    {"=/", 16},  // facility 5, its own product code 6, product description code 5
    {"=)", 10},  // of a bag: where and by whom it was made 3, catalog number 7
};

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
  } else if (part.starts_with("&)")) {
    udi.lot = part.substr(2);
    while (udi.lot.ends_with(' ')) udi.lot.pop_back();
  } else if (part.starts_with("&,1")) {
    const std::string_view lot = part.substr(3);
    udi.lot = lot.substr(std::min(lot.find_first_not_of('0'), lot.size()));  // filled up with zeros
  }
}

}  // namespace

std::optional<Udi> read_iccbba(std::string_view text) {
  Udi udi;
  udi.agency = IssuingAgency::iccbba;
  if (!text.starts_with('=')) {  // from a column, without the identifier
    const auto form = std::ranges::find(device_forms, text.size(), &DeviceForm::length);
    if (form == std::end(device_forms) || !is_capital_or_digit(text)) return std::nullopt;
    udi.device = std::string(form->identifier) + std::string(text);
    return udi;
  }
  // A compound message begins with the number of its parts and an identifier of its layout, or zeros.
  if (text.starts_with("=+") && is_digits(text.substr(2, 5))) text.remove_prefix(std::min<std::size_t>(7, text.size()));
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("=&", 1), text.size());
    std::string_view part = text.substr(0, end);
    text.remove_prefix(end);
    const auto form = std::ranges::find(device_forms, part.substr(0, 2), &DeviceForm::identifier);
    if (form == std::end(device_forms)) {
      take(part, udi);
      continue;
    }
    while (part.ends_with(' ')) part.remove_suffix(1);
    const std::string_view device = part.substr(2);
    if (device.size() != form->length || !is_capital_or_digit(device) || !udi.device.empty()) return std::nullopt;
    udi.device = part;
  }
  if (udi.device.empty()) return std::nullopt;
  return udi;
}

}  // namespace formulary::domain::udi
