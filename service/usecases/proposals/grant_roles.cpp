#include "service/usecases/change_person.hpp"
#include "service/usecases/proposals/kinds.hpp"

namespace formulary::usecases::proposals {

domain::Result<Done> grant_roles(const Doing& doing) {
  const auto [transaction, world, rules, actor, proposal] = doing;
  const domain::PersonId id{proposal.subject};
  const auto person = transaction.people().find(id);
  if (!person) return domain::refuse(domain::RefusalCode::not_found, "There is no such person any more.");
  if (rules == AccountRules::strict && proposal.secret.empty() && !proposal.proposer.empty() &&
      !domain::decides(person->roles) && logs_in_here(transaction, id)) {
    // The proposal was made without a code, because the person logged in elsewhere.
    return domain::refuse(domain::RefusalCode::stale,
                          "Meanwhile this person was given a password that somebody else may know. Have it proposed "
                          "anew.");
  }
  const auto after = changed(transaction, world, *person, change_of(proposal));
  if (!after) return std::unexpected(after.error());
  write_change(transaction, world, actor, *person, *after);
  return Done{.result = id.value,
              .half = proposal.secret.empty() ? std::string() : begin_anew(transaction, world, id, proposal.secret)};
}

std::int64_t basis_of_grant_roles(Transaction& transaction, const domain::Proposal& proposal) {
  return revision_of_subject(transaction, proposal);
}

std::int64_t revision_of_subject(Transaction& transaction, const domain::Proposal& proposal) {
  const auto person = transaction.people().find(domain::PersonId{proposal.subject});
  return person ? person->revision : 0;
}

}  // namespace formulary::usecases::proposals
