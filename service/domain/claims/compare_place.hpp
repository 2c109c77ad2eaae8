// Whether a number counts where it is claimed. It does where its authority decides: what one authority says of another
// country's products is no permission there, and a list of "other authorities" does not take the place of one that the
// registry knows.
#pragma once

#include <optional>

#include "service/domain/claims/claim.hpp"
#include "service/domain/regulators/regulator.hpp"

namespace formulary::domain {

/// What speaks against it; nothing where nothing does.
std::optional<ClaimCheck> compare_place(const Claim& claim, const Scheme& scheme);

}  // namespace formulary::domain
