#include "service/usecases/change_policy.hpp"

#include "service/domain/policy_alterations.hpp"

namespace formulary::usecases {

domain::Result<Filed> change_policy(Transaction& transaction, World& world, AccountRules rules,
                                    const domain::Actor& actor, const domain::Policy& policy, std::int64_t based_on) {
  using domain::RefusalCode;
  if (!actor.has(domain::Role::administrator)) {
    return domain::refuse(RefusalCode::forbidden, "Only an administrator proposes a policy.");
  }
  if (const auto mistakes = domain::mistakes_in(policy); !mistakes.empty()) return std::unexpected(mistakes.front());
  const domain::Policy current = transaction.registry().current_policy();
  if (current.version != based_on) {
    return domain::refuse(RefusalCode::stale, "Another policy was put into force meanwhile (version " +
                                                  std::to_string(current.version) + "). Look at it first.");
  }
  return propose(transaction, world, rules, actor,
                 {.kind = domain::ProposalKind::change_policy,
                  .subject = world.new_id(),
                  .basis = based_on,
                  .changes = domain::alterations(current, policy)});
}

}  // namespace formulary::usecases
