#include "service/usecases/group_mapping.hpp"
#include "service/usecases/proposals/kinds.hpp"

namespace formulary::usecases::proposals {

domain::Result<Done> remove_group_mapping(const Doing& doing) {
  const auto mapping = find_mapping(doing.transaction, doing.proposal.subject);
  if (!mapping) return domain::refuse(domain::RefusalCode::not_found, "There is no such mapping any more.");
  take_mapping(doing.transaction, doing.world, doing.actor, *mapping);
  return Done{.result = mapping->id};
}

// A mapping is never changed: it is there, or it is not.
std::int64_t basis_of_remove_group_mapping(Transaction& transaction, const domain::Proposal& proposal) {
  return find_mapping(transaction, proposal.subject) ? 1 : 0;
}

}  // namespace formulary::usecases::proposals
