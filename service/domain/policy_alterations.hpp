// What differs between two policies, field by field, and the policy that follows from such a list: how a policy is
// proposed, shown and put into force. A field that is not in the list stays.
#pragma once

#include <vector>

#include "service/domain/policy.hpp"
#include "service/domain/proposal.hpp"

namespace formulary::domain {

/// Fields are named `name` and `low.fails`, `high.validity_days` and so on.
std::vector<Alteration> alterations(const Policy& before, const Policy& after);

/// Refuses (conflict) a field or a value that this program does not know.
Result<Policy> altered(const Policy& before, const std::vector<Alteration>& changes);

}  // namespace formulary::domain
