#include "service/usecases/change_person.hpp"
#include "service/usecases/proposals/kinds.hpp"

namespace formulary::usecases::proposals {

domain::Result<Done> create_person(const Doing& doing) {
  const auto [transaction, world, rules, actor, proposal] = doing;
  auto person = checked(transaction, new_person_of(proposal));
  if (!person) return std::unexpected(person.error());
  const domain::PersonId id{proposal.subject};
  const bool given = is_password(proposal.secret);
  if (given) person->password_hash = proposal.secret;
  insert_person(transaction, world, actor, *person, id, "person.create");
  return Done{.result = id.value, .half = given ? std::string() : begin_anew(transaction, world, id, proposal.secret)};
}

std::int64_t basis_of_create_person(Transaction&, const domain::Proposal&) { return 0; }

}  // namespace formulary::usecases::proposals
