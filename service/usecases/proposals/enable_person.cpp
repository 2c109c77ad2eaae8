#include "service/usecases/proposals/kinds.hpp"

namespace formulary::usecases::proposals {

// A person is let in again by the same change of a person that gives roles.
domain::Result<Done> enable_person(const Doing& doing) { return grant_roles(doing); }

std::int64_t basis_of_enable_person(Transaction& transaction, const domain::Proposal& proposal) {
  return revision_of_subject(transaction, proposal);
}

}  // namespace formulary::usecases::proposals
