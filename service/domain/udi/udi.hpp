// A unique device identification, as printed on a label, shown in an About box or read by a scanner of bar codes: which
// device it is (UDI-DI) and which piece of it (lot, serial number, dates, version of software).
//
// Reads the four ways in which issuing agencies write it. Text that is none gives nothing; a wrong check digit gives a
// remark and no refusal, because such numbers are registered. Takes any bytes, keeps no more than it was given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/time.hpp"

namespace formulary::domain {

enum class IssuingAgency : std::uint8_t { gs1, hibcc, iccbba, ifa };
std::string_view to_text(IssuingAgency agency);
std::optional<IssuingAgency> parse_issuing_agency(std::string_view text);

struct Udi {
  IssuingAgency agency = IssuingAgency::gs1;
  std::string
      device;  ///< UDI-DI, normalised: 14 digits for GS1, `=/...` for ICCBBA, the others without frame and check
  std::string lot;
  std::string serial;
  std::string software_version;
  std::optional<Day> manufactured{};
  std::optional<Day> expires{};
  std::vector<std::string> remarks;  ///< what looks odd, one sentence each

  bool operator==(const Udi&) const = default;
};

/// Longer than any label: refused unread.
inline constexpr std::size_t longest_udi = 1000;

/// GS1: `(01)00844588018923(10)A1`, the string of a bar code (`]d2` and FNC1 included), a Digital Link address, or a
/// bare GTIN of 8, 12, 13 or 14 digits. HIBCC: `+A123BJC5D6E71G`, with `/` and secondary data, or with further codes
/// behind it. ICCBBA: `=/A9999XYZ100T0944=,000025`, and `=)1TE123456A&)RZ12345678` of bags for blood. IFA:
/// `9N110375286414` and its bar code.
std::optional<Udi> read_udi(std::string_view text);

/// The same where the agency is known, from a column of a data set: then ICCBBA's `=/` and the others' frames may lack.
std::optional<Udi> read_udi(std::string_view text, IssuingAgency agency);

}  // namespace formulary::domain
