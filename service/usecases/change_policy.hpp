// Proposes a policy. Once another administrator has confirmed it, it takes the place of the one before, which stays
// readable; what was approved is judged by it from the next question on.
#pragma once

#include "service/domain/policy.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"
#include "service/usecases/propose.hpp"

namespace formulary::usecases {

/// Refusals: forbidden (only administrators), invalid (each mistake of the policy has its field; the first is given),
/// stale (`based_on` is not the version in force).
domain::Result<Filed> change_policy(Transaction& transaction, World& world, AccountRules rules,
                                    const domain::Actor& actor, const domain::Policy& policy, std::int64_t based_on);

}  // namespace formulary::usecases
