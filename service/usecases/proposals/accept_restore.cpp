#include "service/usecases/proposals/kinds.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases::proposals {

domain::Result<Done> accept_restore(const Doing& doing) {
  doing.transaction.proposals().accept_restorations(doing.world.present().now);
  note(doing.transaction, doing.world, doing.actor, "registry.accept_restore", "registry", doing.proposal.subject);
  return Done{.result = doing.proposal.subject};
}

std::int64_t basis_of_accept_restore(Transaction& transaction, const domain::Proposal&) {
  const auto restored = transaction.proposals().open_restoration();
  return restored ? restored->ms : 0;
}

}  // namespace formulary::usecases::proposals
