// Puts a policy into force: a new version takes the place of the one before, which stays readable. What was approved is
// judged by it from the next question on.
#pragma once

#include "service/domain/policy.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// Id and version are filled in here. Refusals: forbidden (only administrators), invalid (each mistake of the policy
/// has its field; the first is given), stale (`based_on` is not the version in force).
domain::Result<domain::Policy> change_policy(Transaction& transaction, World& world, const domain::Actor& actor,
                                             domain::Policy policy, std::int64_t based_on);

}  // namespace formulary::usecases
