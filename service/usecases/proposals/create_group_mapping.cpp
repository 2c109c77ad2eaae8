#include "service/usecases/change_person.hpp"
#include "service/usecases/group_mapping.hpp"
#include "service/usecases/proposals/kinds.hpp"

namespace formulary::usecases::proposals {

domain::Result<Done> create_group_mapping(const Doing& doing) {
  const NewPerson given = new_person_of(doing.proposal);  // roles, domains and department are the same fields
  GroupMapping mapping;
  mapping.id = doing.proposal.subject;
  mapping.group = doing.proposal.text_after("group");
  mapping.roles = given.roles;
  mapping.domains = given.domains;
  mapping.department = given.department;
  mapping.created = doing.world.present().now;
  mapping.creator = doing.proposal.proposer;
  if (const auto fits = check_mapping(doing.transaction, mapping); !fits) return std::unexpected(fits.error());
  put_mapping(doing.transaction, doing.world, doing.actor, mapping);
  return Done{.result = mapping.id};
}

std::int64_t basis_of_create_group_mapping(Transaction&, const domain::Proposal&) { return 0; }

}  // namespace formulary::usecases::proposals
