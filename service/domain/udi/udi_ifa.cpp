// IFA Coding System, PPN code: the Pharmacy Product Number (data identifier 9N) alone, or in a message of ASC MH10.8.2
// format 06 with lot (1T), expiry (D), manufacture (16D) and serial number (S).
#include <algorithm>

#include "service/domain/regulators/check_digits.hpp"
#include "service/domain/udi/udi_parts.hpp"

namespace formulary::domain::udi {
namespace {

void set_device(std::string_view text, Udi& udi) {
  const bool shaped = text.size() >= 7 && text.size() <= 22 && is_capital_or_digit(text) &&
                      is_digits(text.substr(0, 2)) && is_digits(text.substr(text.size() - 2));
  if (!shaped || !udi.device.empty()) return;
  udi.device = text;
  const auto expected = check_digits::ppn(text.substr(0, text.size() - 2));
  if (!expected || *expected != text.substr(text.size() - 2)) {
    udi.remarks.push_back("The last two digits of this PPN should be " + expected.value_or("others") + ".");
  }
}

}  // namespace

std::optional<Udi> read_ifa(std::string_view text) {
  Udi udi;
  udi.agency = IssuingAgency::ifa;
  if (text.starts_with("[)>")) {
    const auto message = message_of(text, "06");
    if (!message) return std::nullopt;
    text = *message;
  } else if (!text.starts_with("9N")) {
    set_device(text, udi);
    if (udi.device.empty()) return std::nullopt;
    return udi;
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\x1d\x1e\x04"), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (part.starts_with("9N"))
      set_device(part.substr(2), udi);
    else if (part.starts_with("1T"))
      udi.lot = part.substr(2);
    else if (part.starts_with("16D")) {
      const std::string_view digits = part.substr(3);  // YYYYMMDD
      set(udi.manufactured,
          digits.size() == 8 && is_digits(digits)
              ? day_of(number(digits.substr(0, 4)), number(digits.substr(4, 2)), number(digits.substr(6)))
              : std::nullopt,
          "date of manufacture", digits, udi);
    } else if (part.starts_with('D'))
      set(udi.expires, day_of_six(part.substr(1)), "date of expiry", part.substr(1), udi);
    else if (part.starts_with('S'))
      udi.serial = part.substr(1);
  }
  if (udi.device.empty()) return std::nullopt;
  return udi;
}

}  // namespace formulary::domain::udi
