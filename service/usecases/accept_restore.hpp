// After a restore the gate says no yes: whoever has an old backup could bring back what was withdrawn since. Two
// administrators look, and say that the registry is what it should be.
#pragma once

#include "service/usecases/propose.hpp"

namespace formulary::usecases {

/// Refusals: conflict (nothing was restored, or it is accepted already).
domain::Result<Filed> propose_acceptance(Transaction& transaction, World& world, AccountRules rules,
                                         const domain::Actor& actor);

}  // namespace formulary::usecases
