// What takes two administrators, put straight into a registry of tests: as a proposal that the host confirmed, which is
// what the database asks for.
#pragma once

#include <string>
#include <vector>

#include "service/usecases/ports/store.hpp"

namespace formulary::test {

/// One count for all kinds of `work`.
inline int next_agreed() {
  static int count = 0;
  return ++count;
}

/// Runs `work` while a proposal of this kind, for this subject, is being done.
template <class Work>
void agreed(usecases::Transaction& transaction, domain::ProposalKind kind, const std::string& subject,
            std::vector<domain::Alteration> changes, const Work& work, std::int64_t basis = 0) {
  domain::Proposal proposal;
  const std::string number = std::to_string(next_agreed());
  proposal.id = {"agreed-" + std::string(29 - number.size(), '0') + number};
  proposal.kind = kind;
  proposal.subject = subject;
  proposal.basis = basis;
  proposal.changes = std::move(changes);
  proposal.digest = std::string(64, '0');
  proposal.created = {1};
  proposal.expires = {3};
  transaction.proposals().insert(proposal);
  proposal.state = domain::ProposalState::confirmed;
  proposal.ground = domain::Ground::host;
  proposal.ended = domain::Instant{2};
  transaction.proposals().update(proposal);
  work();
  proposal.applied = domain::Instant{2};
  transaction.proposals().update(proposal);
}

inline std::vector<domain::Alteration> grants_of(const domain::Person& person) {
  domain::Alteration roles{"roles", {}, {}}, domains{"domains", {}, {}};
  for (const domain::Role role : person.roles) roles.after.emplace_back(to_text(role));
  for (const domain::ReviewDomain domain : person.domains) domains.after.emplace_back(to_text(domain));
  return {roles, domains};
}

inline void insert_agreed(usecases::Transaction& transaction, const domain::Person& person) {
  agreed(transaction, domain::ProposalKind::create_person, person.id.value, grants_of(person),
         [&] { transaction.people().insert(person); });
}

inline void update_agreed(usecases::Transaction& transaction, const domain::Person& person) {
  agreed(transaction, domain::ProposalKind::grant_roles, person.id.value, grants_of(person),
         [&] { transaction.people().update(person); });
}

inline void insert_agreed(usecases::Transaction& transaction, const usecases::Token& token) {
  agreed(transaction, domain::ProposalKind::create_provisioning_token, token.owner.value, {},
         [&] { transaction.people().insert(token); });
}

}  // namespace formulary::test
