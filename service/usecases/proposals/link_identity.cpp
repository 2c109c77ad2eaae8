#include "service/usecases/manage_identities.hpp"
#include "service/usecases/proposals/kinds.hpp"

namespace formulary::usecases::proposals {

domain::Result<Done> link_identity(const Doing& doing) {
  const domain::PersonId id{doing.proposal.subject};
  const IdentityLink link{.issuer = doing.proposal.text_after("issuer"),
                          .subject = doing.proposal.text_after("subject"),
                          .link = doing.proposal.text_after("external_id")};
  if (const auto may = check_link(doing.transaction, id, link); !may) return std::unexpected(may.error());
  put_link(doing.transaction, doing.world, doing.actor, id, link);
  return Done{.result = id.value};
}

std::int64_t basis_of_link_identity(Transaction& transaction, const domain::Proposal& proposal) {
  return revision_of_subject(transaction, proposal);
}

}  // namespace formulary::usecases::proposals
