// United Kingdom, Medicines and Healthcare products Regulatory Agency: Medical Devices Regulations 2002 as amended.
// Great Britain still accepts CE marking for a time (transition_dates.def); Northern Ireland follows the European
// Union.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/eu.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;
using reading::fits;

/// MHRA publishes no format of its registrations.
std::optional<Number> read_registration(std::string_view text) {
  std::string number = reading::without(reading::compact(text), {"MHRA", "PARD", "REGISTRATION", "NUMBER", "NO."});
  if (number.size() < 3 || number.size() > 20) return std::nullopt;
  bool digit = false;
  for (const char c : number) {
    if (c != '/' && !fits(std::string_view(&c, 1), "*")) return std::nullopt;
    digit = digit || (c >= '0' && c <= '9');
  }
  if (!digit) return std::nullopt;
  return Number{std::move(number), {}, ""};
}

std::optional<Number> read_approved_body(std::string_view text) {
  std::string number = reading::without(reading::compact(text), {"APPROVEDBODY", "UKCA", "AB", "NUMBER", "NO."});
  if (!fits(number, "####")) return std::nullopt;
  return Number{std::move(number), {}, ""};
}

/// `NatPSA/2024/001/MHRA`; the first letters keep the form that the alert has.
std::optional<Number> read_patient_safety_alert(std::string_view text) {
  const std::string number = reading::compact(text);
  const std::string_view view = number;
  if (!fits(view.substr(0, 16), "NATPSA/####/###/") || view.size() < 18 || view.size() > 40) return std::nullopt;
  for (const char c : view.substr(16)) {
    if (c < 'A' || c > 'Z') return std::nullopt;
  }
  return Number{"NatPSA" + number.substr(6), std::stoi(number.substr(7, 4)), ""};
}

/// Device safety information, and medical device alerts before it: `DSI/2025/001`, `MDA/2014/002`.
std::optional<Number> read_device_safety_information(std::string_view text) {
  std::string number = reading::compact(text);
  const bool shaped = fits(number, "DSI/####/#") || fits(number, "DSI/####/##") || fits(number, "DSI/####/###") ||
                      fits(number, "MDA/####/###");
  if (!shaped) return std::nullopt;
  const int year = std::stoi(number.substr(4, 4));
  return Number{std::move(number), year, ""};
}

constexpr StatusMeaning ukca[] = {
    {"VALID", allows, "The UKCA certificate is in force."},
    {"ISSUED", allows, "The UKCA certificate is in force."},
    {"RESTRICTED", person, "The certificate is restricted: read its conditions."},
    {"EXPIRED", denies, "The certificate has expired."},
    {"SUSPENDED", denies, "The certificate is suspended."},
    {"WITHDRAWN", denies, "The certificate was withdrawn."},
    {"CANCELLED", denies, "The certificate was cancelled."},
};
constexpr StatusMeaning registrations[] = {
    {"REGISTERED", person, "The device is registered with MHRA. That is no approval."},
    {"REMOVED", denies, "The registration was removed."},
};
constexpr StatusMeaning alerts[] = {
    {"ACTIVE", denies, "The alert is in force."},
    {"CLOSED", person, "The alert is closed: a person decides whether a suspension may be lifted."},
};

constexpr std::string_view in_certificates[] = {"eu-certificates"};
constexpr std::string_view in_csv[] = {"csv-authorizations"};
constexpr std::string_view in_recalls[] = {"csv-recalls"};

constexpr std::string_view example_ce[] = {"2797:CE123456"};
constexpr std::string_view example_ukca[] = {"0086:UKCA123456"};
constexpr std::string_view example_registration[] = {"12345", "GMN10/2024"};
constexpr std::string_view example_body[] = {"0086", "8504"};
constexpr std::string_view example_alert[] = {"NatPSA/2024/001/MHRA"};
constexpr std::string_view example_information[] = {"DSI/2025/001", "MDA/2014/002"};

constexpr std::string_view pard = "https://pard.mhra.gov.uk/";
constexpr std::string_view alerts_page = "https://www.gov.uk/drug-device-alerts";

constexpr Scheme schemes[] = {
    {"uk-ce", "CE certificate, as Great Britain accepts it", "GB", authorization, read_certificate_number,
     conditional_certificate_statuses, in_certificates, example_ce,
     "The end of the certificate, at the latest 30 June 2028 (directives 93/42/EEC, 90/385/EEC) or 30 June 2030 "
     "(98/79/EC, "
     "MDR, IVDR). Needs a registration with MHRA and a responsible person in the United Kingdom.",
     pard, "Medical Devices Regulations 2002 as amended by SI 2023/627", 90},
    {"uk-ukca", "UKCA certificate of an approved body", "GB", authorization, read_certificate_number, ukca, in_csv,
     example_ukca, "The date on the certificate.", pard, "Medical Devices Regulations 2002", 90},
    {"uk-mhra", "Registration with MHRA", "GB", listing, read_registration, registrations, in_csv, example_registration,
     "None published; it has to be kept up.", pard, "Medical Devices Regulations 2002, regulations 7A, 21A, 33A and 44",
     90},
    {"uk-ab",
     "Approved body",
     "GB",
     company,
     read_approved_body,
     {},
     {},
     example_body,
     "None; a designation can be withdrawn.",
     "https://www.gov.uk/government/publications/medical-devices-uk-approved-bodies",
     "Medical Devices Regulations 2002, part V",
     90},
    {"uk-natpsa", "National Patient Safety Alert", "GB", notice, read_patient_safety_alert, alerts, in_recalls,
     example_alert, "None.", alerts_page, "GOV.UK, alerts, recalls and safety information", 7},
    {"uk-dsi", "Device safety information", "GB", notice, read_device_safety_information, alerts, in_recalls,
     example_information, "None.", alerts_page, "GOV.UK, alerts, recalls and safety information", 7},
};

}  // namespace

constinit const Regulator regulators_table::mhra = {"mhra", "Medicines and Healthcare products Regulatory Agency", "GB",
                                                    schemes};

}  // namespace formulary::domain
