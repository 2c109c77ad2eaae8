// Japan: Ministry of Health, Labour and Welfare, and PMDA. Approval (shonin) by the minister, certification (ninsho) by
// a registered body, notification (todokede) of class I; all three are permissions to market, under the holder's
// licence.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;
using reading::fits;

std::string bare(std::string_view text) {
  return reading::without(reading::compact(text),
                          {"PMDA", "APPROVAL", "CERTIFICATION", "NOTIFICATION", "NUMBER", "NO."});
}

/// Era and year of the era: 1 Showa, 2 Heisei, 3 Reiwa. Nothing for a year that the era does not have.
std::optional<int> western_year(std::string_view number) {
  const int year = (number[1] - '0') * 10 + (number[2] - '0');
  if (year == 0) return std::nullopt;
  if (number[0] == '1' && year <= 64) return 1925 + year;
  if (number[0] == '2' && year <= 31) return 1988 + year;
  if (number[0] == '3') return 2018 + year;
  return std::nullopt;
}

std::optional<Number> read_dated(std::string_view text, std::string_view shape) {
  std::string number = bare(text);
  if (!fits(number, shape)) return std::nullopt;
  const auto year = western_year(number);
  if (!year) return std::nullopt;
  return Number{std::move(number), year, ""};
}

std::optional<Number> read_approval(std::string_view text) { return read_dated(text, "#####@@@########"); }
std::optional<Number> read_certification(std::string_view text) { return read_dated(text, "###@@@@@########"); }

/// The holder's licence (prefecture, B, kind, X) and a serial.
std::optional<Number> read_notification(std::string_view text) {
  std::string number = bare(text);
  if (!fits(number, "##B#X###########") || number[3] < '1' || number[3] > '3') return std::nullopt;
  Number read{std::move(number), {}, ""};
  const int prefecture = std::stoi(read.text.substr(0, 2));
  if (prefecture < 1 || prefecture > 47) read.remark = "Japan has the prefectures 01 to 47.";
  return read;
}

constexpr StatusMeaning states[] = {
    {"VALID", allows, "On record and in force."},
    {"CANCELLED", denies, "Cancelled."},
    {"REVOKED", denies, "Revoked."},
};

constexpr std::string_view in_csv[] = {"csv-authorizations"};
constexpr std::string_view example_approvals[] = {"20900BZZ01234000"};
constexpr std::string_view example_certifications[] = {"302ADBZX00012000"};
constexpr std::string_view example_notifications[] = {"13B1X10041000001"};

constexpr std::string_view search = "https://www.pmda.go.jp/PmdaSearch/kikiSearch/";
constexpr std::string_view law = "Act on Pharmaceuticals and Medical Devices (PMD Act), Art. 23-2-5, 23-2-23, 23-2-12";

constexpr Scheme schemes[] = {
    {"jp-approval", "Approval (shonin)", "JP", authorization, read_approval, states, in_csv, example_approvals,
     "None; the certificate of the quality system is renewed every 5 years.", search, law, 180},
    {"jp-cert", "Certification (ninsho) by a registered body", "JP", authorization, read_certification, states, in_csv,
     example_certifications, "None; the certificate of the quality system is renewed every 5 years.", search, law, 180},
    {"jp-notif", "Notification (todokede), class I", "JP", authorization, read_notification, states, in_csv,
     example_notifications, "None.", search, law, 180},
};

}  // namespace

constinit const Regulator regulators_table::mhlw = {"mhlw", "Japan: Ministry of Health, Labour and Welfare, and PMDA",
                                                    "JP", schemes};

}  // namespace formulary::domain
