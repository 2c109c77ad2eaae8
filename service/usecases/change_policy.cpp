#include "service/usecases/change_policy.hpp"

#include "service/usecases/record.hpp"

namespace formulary::usecases {

domain::Result<domain::Policy> change_policy(Transaction& transaction, World& world, const domain::Actor& actor,
                                             domain::Policy policy, std::int64_t based_on) {
  using domain::RefusalCode;
  if (!actor.has(domain::Role::administrator)) {
    return domain::refuse(RefusalCode::forbidden, "Only an administrator puts a policy into force.");
  }
  if (const auto mistakes = domain::mistakes_in(policy); !mistakes.empty()) return std::unexpected(mistakes.front());
  const domain::Policy current = transaction.registry().current_policy();
  if (current.version != based_on) {
    return domain::refuse(RefusalCode::stale, "Another policy was put into force meanwhile (version " +
                                                  std::to_string(current.version) + "). Look at it first.");
  }
  policy.id = {world.new_id()};
  policy.version = current.version + 1;
  transaction.registry().insert(policy);
  note(transaction, world, actor, "policy.change", "policy", policy.id.value);
  return policy;
}

}  // namespace formulary::usecases
