// Authorities that the registry knows from a CSV file only (docs/OPERATING.md, "Data of the authorities"). A number is
// written with its country in front, `SA:MDMA-1-2024-0123`, so that two authorities do not get into each other's way.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;

std::optional<Number> read_any(std::string_view text) {
  auto number = reading::reference(text);
  if (!number) return std::nullopt;
  Number read{std::move(*number), {}, ""};
  if (!reading::fits(std::string_view(read.text).substr(0, 3), "@@:")) {
    read.remark = "The country is not named: write its two letters and a colon in front of the number.";
  }
  return read;
}

constexpr StatusMeaning states[] = {
    {"VALID", allows, "In force, as the file says."},
    {"RESTRICTED", person, "Restricted: read the conditions."},
    {"EXPIRED", denies, "Expired."},
    {"SUSPENDED", denies, "Suspended."},
    {"WITHDRAWN", denies, "Withdrawn."},
    {"CANCELLED", denies, "Cancelled."},
    {"REVOKED", denies, "Revoked."},
    {"REFUSED", denies, "Refused."},
};
constexpr StatusMeaning notices[] = {
    {"OPEN", denies, "The action is under way."},
    {"CLOSED", person, "The action is closed: a person decides whether a suspension may be lifted."},
};

constexpr std::string_view in_csv[] = {"csv-authorizations"};
constexpr std::string_view in_recalls[] = {"csv-recalls"};
constexpr std::string_view example_authorizations[] = {"SA:MDMA-1-2024-0123"};
constexpr std::string_view example_notices[] = {"NZ:2024-117"};

constexpr Scheme schemes[] = {
    {"other-authorization", "Authorization of another authority", "*", authorization, read_any, states, in_csv,
     example_authorizations, "As the file says.", "The authority that the number names.",
     "docs/OPERATING.md, Data of the authorities", 45},
    {"other-notice", "Recall or field safety notice of another authority", "*", notice, read_any, notices, in_recalls,
     example_notices, "None.", "The authority that the number names.", "docs/OPERATING.md, Data of the authorities", 7},
};

}  // namespace

constinit const Regulator regulators_table::other = {"other", "Another authority", "*", schemes};

}  // namespace formulary::domain
