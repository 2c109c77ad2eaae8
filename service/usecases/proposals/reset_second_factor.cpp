#include "service/usecases/end_access.hpp"
#include "service/usecases/proposals/kinds.hpp"
#include "service/usecases/second_factor.hpp"

namespace formulary::usecases::proposals {

domain::Result<Done> reset_second_factor(const Doing& doing) {
  const domain::PersonId id{doing.proposal.subject};
  take_second_factor(doing.transaction, doing.world, doing.actor, id);
  end_votes(doing.transaction, doing.world, doing.actor, id, "This person's second factor was taken away.");
  return Done{.result = id.value};
}

std::int64_t basis_of_reset_second_factor(Transaction& transaction, const domain::Proposal& proposal) {
  return revision_of_subject(transaction, proposal);
}

}  // namespace formulary::usecases::proposals
