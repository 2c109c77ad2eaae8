#include "service/domain/policy_alterations.hpp"
#include "service/usecases/proposals/kinds.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases::proposals {

domain::Result<Done> change_policy(const Doing& doing) {
  const domain::Policy current = doing.transaction.registry().current_policy();
  auto policy = domain::altered(current, doing.proposal.changes);
  if (!policy) return std::unexpected(policy.error());
  if (const auto mistakes = domain::mistakes_in(*policy); !mistakes.empty()) return std::unexpected(mistakes.front());
  policy->id = {doing.proposal.subject};
  policy->version = current.version + 1;
  doing.transaction.registry().insert(*policy);
  note(doing.transaction, doing.world, doing.actor, "policy.change", "policy", policy->id.value);
  return Done{.result = policy->id.value};
}

std::int64_t basis_of_change_policy(Transaction& transaction, const domain::Proposal&) {
  return transaction.registry().current_policy().version;
}

}  // namespace formulary::usecases::proposals
