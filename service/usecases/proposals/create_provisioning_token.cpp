#include <charconv>

#include "service/usecases/manage_tokens.hpp"
#include "service/usecases/proposals/kinds.hpp"

namespace formulary::usecases::proposals {

domain::Result<Done> create_provisioning_token(const Doing& doing) {
  const domain::Proposal& proposal = doing.proposal;
  NewToken wanted;
  wanted.name = proposal.text_after("token");
  for (const std::string& text : proposal.after("scopes")) {
    if (const auto scope = domain::parse_scope(text)) wanted.scopes.push_back(*scope);
  }
  const std::string days = proposal.text_after("days");
  std::from_chars(days.data(), days.data() + days.size(), wanted.days);
  wanted.networks = proposal.after("networks");
  wanted.owner = {proposal.subject};
  if (const auto fits = check_token(doing.transaction, doing.actor, wanted); !fits) {
    return std::unexpected(fits.error());
  }
  CreatedToken made = put_token(doing.transaction, doing.world, doing.actor, wanted);
  return Done{.result = made.token.id.value, .half = {}, .secret = std::move(made.secret)};
}

std::int64_t basis_of_create_provisioning_token(Transaction& transaction, const domain::Proposal& proposal) {
  return revision_of_subject(transaction, proposal);
}

}  // namespace formulary::usecases::proposals
