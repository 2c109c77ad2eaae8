// China, National Medical Products Administration: Measures for the Registration and Filing of Medical Devices (2021),
// Art. 76 for the form of the numbers. Everything here is UTF-8.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;
using reading::fits;

constexpr std::string_view device_registered = "械注";
constexpr std::string_view device_filed = "械备";
constexpr std::string_view state = "国";
constexpr std::string_view hao = "号";

/// Bytes of the Chinese character (U+4E00 to U+9FA5) that the text begins with; 0: it begins with none.
std::size_t chinese(std::string_view text) {
  if (text.size() < 3) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  if ((byte(0) & 0xf0) != 0xe0 || (byte(1) & 0xc0) != 0x80 || (byte(2) & 0xc0) != 0x80) return 0;
  const unsigned point = (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
  return point >= 0x4e00 && point <= 0x9fa5 ? 3 : 0;
}

void note_year(Number& number) {
  if (*number.year < 1996) number.remark = "China gives such numbers since 1996.";
}

/// Who registered (国 for the state, else the province), 械注, how (准 in China, 进 imported, 许 from Hong Kong, Macao
/// and Taiwan), year of the first registration, class, two digits of the kind of product, serial.
std::optional<Number> read_registration(std::string_view text) {
  std::string number = reading::compact(text);
  const std::string_view view = number;
  const std::size_t who = chinese(view);
  if (who == 0 || !view.substr(who).starts_with(device_registered)) return std::nullopt;
  const std::string_view rest = view.substr(who + device_registered.size());
  const bool imported = rest.starts_with("进") || rest.starts_with("许");
  if (!imported && !rest.starts_with("准")) return std::nullopt;
  const std::string_view digits = rest.substr(3);
  if (!fits(digits, "###########") || digits[4] < '1' || digits[4] > '3') return std::nullopt;
  Number read{number, std::stoi(std::string(digits.substr(0, 4))), ""};
  note_year(read);
  const bool by_state = view.starts_with(state);
  if (digits[4] == '1') read.remark = "Class I is filed, not registered.";
  if (!by_state && (imported || digits[4] == '3')) {
    read.remark = "Imported devices and those of class III are registered by the state (国), not by a province.";
  }
  return read;
}

/// Who took the filing (国, a province, a province and a city), 械备, year, serial, and 号.
std::optional<Number> read_filing(std::string_view text) {
  std::string number = reading::compact(text);
  std::string_view view = number;
  const std::size_t at = view.find(device_filed);
  if (at == std::string_view::npos || at < 3 || at > 9) return std::nullopt;
  for (std::string_view who = view.substr(0, at); !who.empty(); who.remove_prefix(3)) {
    if (chinese(who) == 0) return std::nullopt;
  }
  std::string_view digits = view.substr(at + device_filed.size());
  const bool written = digits.ends_with(hao);
  if (written) digits.remove_suffix(hao.size());
  if (!fits(digits, "########")) return std::nullopt;
  const int year = std::stoi(std::string(digits.substr(0, 4)));
  if (!written) number += hao;
  Number read{std::move(number), year, ""};
  note_year(read);
  return read;
}

constexpr StatusMeaning registrations[] = {
    {"VALID", allows, "The certificate is in force."},
    {"EXPIRED", denies, "The certificate has expired."},
    {"CANCELLED", denies, "The certificate was cancelled."},
    {"REVOKED", denies, "The certificate was revoked."},
};
constexpr StatusMeaning filings[] = {
    {"VALID", person, "A class I device is filed. Whether this one is of class I, a person has to say."},
    {"CANCELLED", denies, "The filing was cancelled."},
};

constexpr std::string_view in_csv[] = {"csv-authorizations"};
constexpr std::string_view example_registrations[] = {"国械注准20233010800", "苏械注准20202070123",
                                                      "国械注进20183210045"};
constexpr std::string_view example_filings[] = {"国械备20150001号", "沪浦械备20200123号"};

constexpr std::string_view search = "https://www.nmpa.gov.cn/datasearch/";

constexpr Scheme schemes[] = {
    {"cn-nmpa-reg", "Registration certificate, class II or III", "CN", authorization, read_registration, registrations,
     in_csv, example_registrations,
     "Five years after issue, without grace; the number keeps the year of the first issue.", search,
     "Measures for the Registration and Filing of Medical Devices, Art. 76", 90},
    {"cn-nmpa-filing", "Filing, class I", "CN", authorization, read_filing, filings, in_csv, example_filings, "None.",
     search, "Measures for the Registration and Filing of Medical Devices, Art. 76", 90},
};

}  // namespace

constinit const Regulator regulators_table::nmpa = {"nmpa", "National Medical Products Administration", "CN", schemes};

}  // namespace formulary::domain
