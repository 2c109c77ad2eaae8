// Health Canada: Medical Devices Regulations (SOR/98-282). Classes II to IV have a licence; class I has none, its
// seller has an establishment licence, which is a company's.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;

/// The authority prints an integer; zeros in front mean nothing.
std::optional<Number> read_licence(std::string_view text) {
  std::string number =
      reading::without(reading::compact(text), {"HEALTHCANADA", "MDL", "MDEL", "LICENCE", "LICENSE", "NUMBER", "NO."});
  if (!reading::all_digits(number)) return std::nullopt;
  number.erase(0, number.find_first_not_of('0'));
  if (number.empty() || number.size() > 6) return std::nullopt;
  return Number{std::move(number), {}, ""};
}

// MDALL: licence_status is `I` for an issued licence; archived ones have an end date.
constexpr StatusMeaning licence_states[] = {
    {"I", allows, "The licence is issued and active."},
    {"ISSUED", allows, "The licence is issued and active."},
    {"ACTIVE", allows, "The licence is issued and active."},
    {"SUSPENDED", denies, "The licence is suspended (section 40)."},
    {"CANCELLED", denies, "The licence was cancelled."},
    {"ARCHIVED", denies, "The licence has ended and is kept in the archive."},
    {"OBSOLETE", denies, "The licence has ended."},
};
constexpr StatusMeaning establishment_states[] = {
    {"ACTIVE", person, "The establishment's licence is active. That says nothing of any device."},
};

constexpr std::string_view in_licences[] = {"ca-licences"};
constexpr std::string_view example_licences[] = {"104562", "71"};
constexpr std::string_view example_establishments[] = {"4321"};

constexpr Scheme schemes[] = {
    {"ca-mdl", "Medical device licence (MDL), class II to IV", "CA", authorization, read_licence, licence_states,
     in_licences, example_licences, "None; it has to be confirmed each year before 1 November (section 43).",
     "https://health-products.canada.ca/mdall-limh/", "SOR/98-282, sections 26 to 43", 90},
    {"ca-mdel",
     "Medical device establishment licence (MDEL)",
     "CA",
     company,
     read_licence,
     establishment_states,
     {},
     example_establishments,
     "Reviewed each year before 1 April (section 46.1).",
     "https://health-products.canada.ca/mdel-leim/",
     "SOR/98-282, sections 44 to 51",
     90},
};

}  // namespace

constinit const Regulator regulators_table::health_canada = {"health_canada", "Health Canada", "CA", schemes};

}  // namespace formulary::domain
