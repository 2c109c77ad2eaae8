// Switzerland, Swissmedic: Medical Devices Ordinance (MedDO). CE marking is accepted; a maker abroad needs an
// authorised representative, and devices have to be registered in swissdamed.
#include <algorithm>

#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/eu.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;

/// `CHRN-MF-23456789`.
std::optional<Number> read_chrn(std::string_view text) {
  const std::string compacted = reading::without(reading::compact(text), {"SWISSMEDIC"});
  if (!reading::fits(compacted, "CHRN@@########")) return std::nullopt;
  const std::string role = compacted.substr(4, 2);
  constexpr std::string_view roles[] = {"MF", "AR", "IM", "PR"};
  if (std::ranges::find(roles, role) == std::end(roles)) return std::nullopt;
  return Number{"CHRN-" + role + "-" + compacted.substr(6), {}, ""};
}

constexpr StatusMeaning operators[] = {
    {"ACTIVE", person, "The company is registered. That says nothing of any device."},
    {"INACTIVE", person, "The company's registration is not active."},
};

constexpr std::string_view in_certificates[] = {"eu-certificates"};
constexpr std::string_view example_operators[] = {"CHRN-MF-23456789"};
constexpr std::string_view example_certificates[] = {"2797:CE123456"};

constexpr Scheme schemes[] = {
    {"ch-ce", "CE certificate, as Switzerland accepts it", "CH", authorization, read_certificate_number,
     conditional_certificate_statuses, in_certificates, example_certificates,
     "As in the European Union. Needs a representative in Switzerland and a registration in swissdamed (duty since 1 "
     "July "
     "2026, with time until 31 December 2026).",
     "https://swissdamed.ch/", "MedDO (SR 812.213), Art. 16, 17, 51, 101 and 108", 90},
    {"ch-chrn",
     "Swiss registration number of a company (CHRN)",
     "CH",
     company,
     read_chrn,
     operators,
     {},
     example_operators,
     "None; it identifies a company.",
     "https://ogd.swissmedic.ch/mep/CHRNActors.xml",
     "MedDO (SR 812.213), Art. 55",
     90},
};

}  // namespace

constinit const Regulator regulators_table::swissmedic = {"swissmedic", "Swissmedic", "CH", schemes};

}  // namespace formulary::domain
