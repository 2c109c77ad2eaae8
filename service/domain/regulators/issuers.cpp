// The agencies that issue UDIs: GS1, HIBCC, ICCBBA and, for the European Union, IFA. A UDI-DI says which device it is
// and nothing of any permission. `service/domain/udi/udi.hpp` reads them, whole and from a bar code.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/udi/udi.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;

std::optional<Number> read_of(std::string_view text, IssuingAgency agency) {
  const auto udi = read_udi(text, agency);
  if (!udi) return std::nullopt;
  return Number{udi->device, {}, udi->remarks.empty() ? std::string() : udi->remarks.front()};
}

std::optional<Number> read_gs1(std::string_view text) { return read_of(text, IssuingAgency::gs1); }
std::optional<Number> read_hibcc(std::string_view text) { return read_of(text, IssuingAgency::hibcc); }
std::optional<Number> read_iccbba(std::string_view text) { return read_of(text, IssuingAgency::iccbba); }
std::optional<Number> read_ifa(std::string_view text) { return read_of(text, IssuingAgency::ifa); }

// GUDID, deviceCommDistributionStatus and deviceRecordStatus; EUDAMED, device status.
constexpr StatusMeaning states[] = {
    {"IN COMMERCIAL DISTRIBUTION", person, "Its maker distributes it in the United States. That is no authorization."},
    {"NOT IN COMMERCIAL DISTRIBUTION", person, "Its maker no longer distributes it in the United States."},
    {"PUBLISHED", person, "The record is published."},
    {"UNPUBLISHED", person, "The record is not published."},
    {"DEACTIVATED", person, "The record was deactivated."},
    {"ON_MARKET", person, "Its maker registered it as on the market. That is no certificate."},
    {"NO_LONGER_PLACED_ON_MARKET", person, "Its maker no longer places it on the market."},
    {"NOT_INTENDED_FOR_EU_MARKET", person, "Its maker does not intend it for the market of the European Union."},
};

constexpr std::string_view in_devices[] = {"us-gudid", "eu-devices"};
constexpr std::string_view in_eu_devices[] = {"eu-devices"};
constexpr std::string_view example_gs1[] = {"00844588018923", "06430060159860"};
constexpr std::string_view example_hibcc[] = {"E4947660611", "A123BJC5D6E71"};
constexpr std::string_view example_iccbba[] = {"=/A9999XYZ100T0944"};
constexpr std::string_view example_ifa[] = {"110375286414"};

constexpr std::string_view search = "https://accessgudid.nlm.nih.gov/";

constexpr Scheme schemes[] = {
    {"udi-gs1", "UDI-DI of GS1 (GTIN)", "*", product, read_gs1, states, in_devices, example_gs1,
     "None; it identifies a device.", search, "GS1 General Specifications, sections 3 and 7.9", 90},
    {"udi-hibcc", "UDI-DI of HIBCC", "*", product, read_hibcc, states, in_devices, example_hibcc,
     "None; it identifies a device.", search, "ANSI/HIBC 2.6, Supplier Labeling Standard", 90},
    {"udi-iccbba", "UDI-DI of ICCBBA (ISBT 128)", "*", product, read_iccbba, states, in_devices, example_iccbba,
     "None; it identifies a device of human tissue, never software.", search,
     "ISBT 128 Standard Technical Specification", 90},
    {"udi-ifa", "UDI-DI of IFA (PPN)", "*", product, read_ifa, states, in_eu_devices, example_ifa,
     "None; it identifies a device.", "https://ec.europa.eu/tools/eudamed/#/screen/search-device",
     "IFA Coding System, specification of the PPN code", 90},
};

}  // namespace

constinit const Regulator regulators_table::issuers = {"issuers", "Issuing agencies of UDIs", "*", schemes};

}  // namespace formulary::domain
