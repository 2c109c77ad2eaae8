// NHS England: the Digital Technology Assessment Criteria (DTAC). What an NHS body asks for before it buys; a judgement
// of the buyer on a vendor's papers, and no authorization.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;
using reading::fits;

/// A form has no number. What counts is its version: `DTAC v2.0`, `2.0`.
std::optional<Number> read_form(std::string_view text) {
  std::string version = reading::without(reading::compact(text), {"DTAC", "VERSION", "FORM", "V"});
  if (fits(version, "#")) version += ".0";
  if (!fits(version, "#.#") || version[0] == '0') return std::nullopt;
  Number number{"DTAC " + version, {}, ""};
  if (version[0] == '1') number.remark = "Since 6 April 2026 version 2.0 of the form is to be used.";
  return number;
}

constexpr StatusMeaning outcomes[] = {
    {"PASSED", person,
     "The buyer's reviewers were satisfied with this version of the product. It is no authorization."},
    {"FAILED", denies, "A criterion of part C was not met."},
    {"SUPERSEDED", denies, "The form was replaced by a later one."},
};

constexpr std::string_view example_forms[] = {"DTAC 2.0", "DTAC 1.0"};

constexpr Scheme schemes[] = {
    {"nhs-dtac",
     "Digital Technology Assessment Criteria (DTAC)",
     "GB",
     opinion,
     read_form,
     outcomes,
     {},
     example_forms,
     "For one version of the product. Forms before version 2.0 count no more since 6 April 2026.",
     "The vendor hands in the form.",
     "NHS England, DTAC version 2.0 of 24 February 2026",
     90},
};

}  // namespace

constinit const Regulator regulators_table::nhs = {"nhs", "NHS England", "GB", schemes};

}  // namespace formulary::domain
