#include "service/usecases/manage_identities.hpp"
#include "service/usecases/proposals/kinds.hpp"

namespace formulary::usecases::proposals {

domain::Result<Done> unlink_identity(const Doing& doing) {
  const domain::PersonId id{doing.proposal.subject};
  take_link(doing.transaction, doing.world, doing.actor, id);
  return Done{.result = id.value};
}

std::int64_t basis_of_unlink_identity(Transaction& transaction, const domain::Proposal& proposal) {
  return revision_of_subject(transaction, proposal);
}

}  // namespace formulary::usecases::proposals
