// The dossier: what a submission says of its product for regulators. It belongs to one submission, so to one version and
// one intended use; a new version brings its own.
#pragma once

#include <vector>

#include "service/domain/claim.hpp"
#include "service/domain/result.hpp"

namespace formulary::domain {

struct Dossier {
  DeviceIdentity device;
  std::vector<Claim> claims;

  bool operator==(const Dossier&) const = default;
};

inline constexpr std::size_t most_claims = 50;

/// Brings numbers, codes and the UDI-DI into the form that records carry, and gives every mistake with its field,
/// relative to the dossier (`/claims/0/number`). Empty: it can be kept.
std::vector<Refusal> normalise(Dossier& dossier);

}  // namespace formulary::domain
