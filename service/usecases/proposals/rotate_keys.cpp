#include "service/usecases/proposals/kinds.hpp"

namespace formulary::usecases::proposals {

// Done after the transaction: propose_keys.hpp.
domain::Result<Done> rotate_keys(const Doing&) { return Done{.when = When::later}; }

std::int64_t basis_of_rotate_keys(Transaction&, const domain::Proposal&) { return 0; }

}  // namespace formulary::usecases::proposals
