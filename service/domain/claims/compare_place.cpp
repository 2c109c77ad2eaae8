#include "service/domain/claims/compare_place.hpp"

#include <algorithm>

#include "service/domain/jurisdiction.hpp"

namespace formulary::domain {
namespace {

bool has_authority(std::string_view place) {
  return std::ranges::any_of(regulators(), [&](const Regulator* regulator) {
    return std::ranges::any_of(regulator->schemes, [&](const Scheme& scheme) {
      return scheme.kind == SchemeKind::authorization && covers(scheme.jurisdiction, place);
    });
  });
}

}  // namespace

std::optional<ClaimCheck> compare_place(const Claim& claim, const Scheme& scheme) {
  using enum ClaimState;
  const std::string& place = claim.jurisdiction;
  if (scheme.jurisdiction != "*") {
    if (covers(scheme.jurisdiction, place)) return std::nullopt;
    return ClaimCheck{"place", contradicted,
                      std::string(scheme.name) + " is for " + std::string(scheme.jurisdiction) +
                          ", and the claim is for " + place + "."};
  }
  if (claim.number.size() < 4 || claim.number[2] != ':') {
    return ClaimCheck{"place", needs_person, "The number does not say which country's authority gave it."};
  }
  const std::string country = claim.number.substr(0, 2);
  if (!covers(country, place)) {
    return ClaimCheck{"place", contradicted,
                      "The number is one of " + country + ", and the claim is for " + place + "."};
  }
  if (!has_authority(place)) return std::nullopt;
  return ClaimCheck{
      "place", needs_person,
      "For " + place + " the registry knows the authority's own numbers. Name one of these, or have a person look."};
}

}  // namespace formulary::domain
