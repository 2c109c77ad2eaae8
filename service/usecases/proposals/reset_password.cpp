#include "service/usecases/change_person.hpp"
#include "service/usecases/end_access.hpp"
#include "service/usecases/proposals/kinds.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases::proposals {

domain::Result<Done> reset_password(const Doing& doing) {
  const auto [transaction, world, rules, actor, proposal] = doing;
  const domain::PersonId id{proposal.subject};
  const auto person = transaction.people().find(id);
  if (!person) return domain::refuse(domain::RefusalCode::not_found, "There is no such person any more.");
  if (const auto local = check_local(transaction, *person); !local) return std::unexpected(local.error());
  Done done{.result = id.value};
  if (is_password(proposal.secret)) {
    give_password(transaction, id, proposal.secret);
  } else {
    done.half = begin_anew(transaction, world, id, proposal.secret);
  }
  transaction.people().end_sessions_of(id);
  end_votes(transaction, world, actor, id, "This person was given a new password.");
  note(transaction, world, actor, "person.reset_password", "person", id.value);
  return done;
}

std::int64_t basis_of_reset_password(Transaction& transaction, const domain::Proposal& proposal) {
  return revision_of_subject(transaction, proposal);
}

}  // namespace formulary::usecases::proposals
