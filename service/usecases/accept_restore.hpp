// After a restore the gate says no yes: whoever has an old backup could bring back what was withdrawn since. Two
// administrators look, and say that the registry is what it should be.
#pragma once

#include "service/usecases/propose.hpp"

namespace formulary::usecases {

/// Part of a restore: from now on the gate says no yes. `root` is the tree hash of the backup's log.
void note_restore(Transaction& transaction, const World& world, const std::string& root);

/// Refusals: conflict (nothing was restored, or it is accepted already).
domain::Result<Filed> propose_acceptance(Transaction& transaction, World& world, AccountRules rules,
                                         const domain::Actor& actor);

}  // namespace formulary::usecases
