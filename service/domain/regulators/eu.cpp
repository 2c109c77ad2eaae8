// European Union: Regulations (EU) 2017/745 (MDR) and 2017/746 (IVDR), and certificates under the directives before
// them (93/42/EEC, 90/385/EEC, 98/79/EC). Shapes of the numbers: EUDAMED's data exchange schema and MDCG guidance.
#include "service/domain/regulators/eu.hpp"

#include <algorithm>

#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/check_digits.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;
using reading::all_digits;
using reading::fits;

/// Takes `REV.03`, `REVISION3`, `VERSION02` from the end. What is left holds the number.
std::string take_revision(std::string& text) {
  for (const std::string_view word : {"REVISION", "REV.", "REV", "VERSION"}) {
    const std::size_t at = text.rfind(word);
    if (at == std::string::npos || at == 0) continue;
    const std::string revision = text.substr(at + word.size());
    const bool short_one = !revision.empty() && revision.size() <= 3 && (all_digits(revision) || fits(revision, "@"));
    if (!short_one) continue;
    text.erase(at);
    while (!text.empty() && std::string_view(",;:-/").find(text.back()) != std::string_view::npos) text.pop_back();
    return revision;
  }
  return {};
}

/// `NB2797CE123456`, `2265:2024-MDR/..`. A bare `2797` in front of something else is no notified body: numbers of
/// certificates begin with years.
std::string take_body(std::string& text) {
  const bool named = text.starts_with("NB");
  const std::size_t start = named ? 2 : 0;
  if (text.size() < start + 5 || !fits(std::string_view(text).substr(start, 4), "####")) return {};
  const bool separated = text[start + 4] == ':';
  if (!named && !separated) return {};
  std::string body = text.substr(start, 4);
  text.erase(0, start + (separated ? 5 : 4));
  return body;
}

std::optional<Number> read_declaration(std::string_view text) {
  auto reference = reading::reference(text);
  if (!reference) return std::nullopt;
  return Number{std::move(*reference), {}, ""};
}

std::optional<Number> read_srn(std::string_view text) {
  const std::string compacted = reading::without(reading::compact(text), {"SRN", "EUDAMED"});
  if (!fits(compacted, "@@@@#########")) return std::nullopt;
  const std::string country = compacted.substr(0, 2);
  const std::string role = compacted.substr(2, 2);
  constexpr std::string_view roles[] = {"MF", "AR", "IM", "PR"};
  if (std::ranges::find(roles, role) == std::end(roles)) return std::nullopt;
  return Number{country + "-" + role + "-" + compacted.substr(4), {}, ""};
}

std::optional<Number> read_notified_body(std::string_view text) {
  std::string number = reading::without(reading::compact(text), {"NOTIFIEDBODY", "NB", "CE", "NUMBER", "NO."});
  if (!fits(number, "####")) return std::nullopt;
  return Number{std::move(number), {}, ""};
}

/// MDCG 2018-1 rev. 4; at most 25 characters. Case counts, and a space is none of its characters.
std::optional<Number> read_basic_udi(std::string_view text) {
  std::string number = reading::plain(text);
  std::erase(number, ' ');
  if (number.size() < 6 || number.size() > 25) return std::nullopt;
  const auto pair = check_digits::basic_udi(std::string_view(number).substr(0, number.size() - 2));
  if (!pair || reading::registers_a_company(reading::compact(number))) return std::nullopt;
  // Those of GS1 begin with a company's digits, those of HIBCC with `++`; of others only the right characters tell.
  const bool known_beginning = fits(std::string_view(number).substr(0, 4), "####") || number.starts_with("++");
  if (!known_beginning && !number.ends_with(*pair)) return std::nullopt;
  Number read{std::move(number), {}, ""};
  if (!read.text.ends_with(*pair)) {
    read.remark = "The check characters of this Basic UDI-DI should be " + *pair + "; capital and small letters count.";
  }
  return read;
}

std::optional<Number> read_emdn(std::string_view text) {
  std::string code = reading::without(reading::compact(text), {"EMDN"});
  if (code.size() < 3 || code.size() > 16 || !fits(code.substr(0, 3), "@##")) return std::nullopt;
  if (code.size() > 3 && !all_digits(std::string_view(code).substr(3))) return std::nullopt;
  return Number{std::move(code), {}, ""};
}

constexpr StatusMeaning declarations[] = {
    {"DECLARED", person,
     "The maker declares conformity by itself. Software is seldom class I (Rule 11): a person reads the declaration."},
    {"WITHDRAWN", denies, "The declaration was withdrawn."},
};
constexpr StatusMeaning device_states[] = {
    {"ON_MARKET", person, "Its maker registered it as on the market. That is no certificate."},
    {"NO_LONGER_PLACED_ON_MARKET", person, "Its maker no longer places it on the market."},
    {"NOT_INTENDED_FOR_EU_MARKET", denies, "Its maker does not intend it for the market of the European Union."},
};
constexpr StatusMeaning actor_states[] = {
    {"VALID", person, "The company is registered. That says nothing of any device."},
    {"INACTIVE", person, "The company's registration is not active."},
};

constexpr std::string_view in_certificates[] = {"eu-certificates"};
constexpr std::string_view in_devices[] = {"eu-devices"};
constexpr std::string_view in_actors[] = {"eu-actors"};

constexpr std::string_view example_certificates[] = {"2265:2024-MDR/QS-008/D", "2797:CE123456", "0123:G100203260062"};
constexpr std::string_view example_declarations[] = {"DOC-2024-017"};
constexpr std::string_view example_legacy[] = {"0123:G10203260061", "0197:HD601234560001"};
constexpr std::string_view example_srn[] = {"DE-MF-000012991", "XI-AR-000001234"};
constexpr std::string_view example_body[] = {"0123", "2797"};
constexpr std::string_view example_basic_udi[] = {"1987654Ad4X4bL5ttr2310c2K", "643006015Fertility72", "++E494ARTEX7L"};
constexpr std::string_view example_emdn[] = {"V92", "Z12011480", "W02079092"};

constexpr std::string_view eudamed_certificates = "https://ec.europa.eu/tools/eudamed/#/screen/search-certificate";
constexpr std::string_view eudamed_devices = "https://ec.europa.eu/tools/eudamed/#/screen/search-device";
constexpr std::string_view eudamed_actors = "https://ec.europa.eu/tools/eudamed/#/screen/search-eo";

constexpr Scheme schemes[] = {
    {"eu-mdr-cert", "MDR or IVDR certificate", "EU", authorization, read_certificate_number, certificate_statuses,
     in_certificates, example_certificates,
     "The printed date, at most five years after issue (MDR Art. 56(2), IVDR Art. 51(2)).", eudamed_certificates,
     "Regulation (EU) 2017/745, Art. 56; (EU) 2017/746, Art. 51", 30},
    {"eu-mdr-class1",
     "Declaration of conformity, MDR class I or IVDR class A",
     "EU",
     authorization,
     read_declaration,
     declarations,
     {},
     example_declarations,
     "None; a changed product needs a new one.",
     eudamed_devices,
     "Regulation (EU) 2017/745, Art. 19 and 52(7)",
     180},
    {"eu-mdd-legacy", "Certificate under the directives 93/42/EEC or 90/385/EEC", "EU", authorization,
     read_certificate_number, conditional_certificate_statuses, in_certificates, example_legacy,
     "Prolonged beyond the printed date to 31 December 2027 or 2028 by class, if the maker applied for the new "
     "certificate in time and the device did not change significantly: ask for the notified body's confirmation "
     "letter.",
     eudamed_certificates, "Regulation (EU) 2017/745, Art. 120(2), (3a) to (3e), as amended by (EU) 2023/607", 30},
    {"eu-ivdd-legacy", "Certificate or declaration under the directive 98/79/EC", "EU", authorization,
     read_certificate_number, conditional_certificate_statuses, in_certificates, example_legacy,
     "Prolonged to 31 December 2027, 2028 or 2029 by class, if the maker applied for the new certificate in time and "
     "the "
     "device did not change significantly: ask for the notified body's confirmation letter.",
     eudamed_certificates, "Regulation (EU) 2017/746, Art. 110, as amended by (EU) 2024/1860", 30},
    {"eu-srn", "Single registration number of a company (SRN)", "EU", company, read_srn, actor_states, in_actors,
     example_srn, "None; it identifies a company.", eudamed_actors, "Regulation (EU) 2017/745, Art. 31", 90},
    {"eu-nb",
     "Notified body",
     "EU",
     company,
     read_notified_body,
     {},
     {},
     example_body,
     "None; a designation can be restricted or withdrawn.",
     "https://webgate.ec.europa.eu/single-market-compliance-space/notified-bodies",
     "Regulation (EU) 2017/745, Art. 43",
     90},
    {"eu-basic-udi", "Basic UDI-DI", "EU", product, read_basic_udi, device_states, in_devices, example_basic_udi,
     "None; it identifies a group of devices.", eudamed_devices,
     "Regulation (EU) 2017/745, Art. 27 and Annex VI part C", 90},
    {"eu-emdn",
     "EMDN code",
     "EU",
     product,
     read_emdn,
     {},
     in_devices,
     example_emdn,
     "None; it names a kind of device.",
     "https://webgate.ec.europa.eu/dyna2/emdn",
     "Regulation (EU) 2017/745, Art. 26",
     90},
};

}  // namespace

std::optional<CertificateNumber> read_certificate(std::string_view text) {
  auto rest = reading::reference(text);
  if (!rest) return std::nullopt;
  CertificateNumber certificate;
  certificate.body = take_body(*rest);
  for (std::string revision = take_revision(*rest); !revision.empty(); revision = take_revision(*rest)) {
    if (certificate.revision.empty()) certificate.revision = revision;
  }
  // Once more: what stood behind the notified body may again be a word, or a company's number.
  auto number = reading::reference(*rest);
  if (!number || number->size() > 250) return std::nullopt;
  if (std::string probe = *number; !take_body(probe).empty()) return std::nullopt;  // two bodies for one number
  certificate.number = std::move(*number);
  return certificate;
}

std::string to_text(const CertificateNumber& certificate) {
  return certificate.body.empty() ? certificate.number : certificate.body + ":" + certificate.number;
}

std::optional<Number> read_certificate_number(std::string_view text) {
  const auto certificate = read_certificate(text);
  if (!certificate) return std::nullopt;
  Number number{to_text(*certificate), {}, ""};
  if (certificate->body.empty()) {
    number.remark = "The notified body is not named: write its four digits and a colon in front of the number.";
  } else if (!certificate->revision.empty()) {
    number.remark = "Revision " + certificate->revision + " is named: compare it with the certificate.";
  }
  return number;
}

constinit const Regulator regulators_table::eu = {"eu", "European Union (MDR, IVDR and the directives before them)",
                                                  "EU", schemes};

}  // namespace formulary::domain
