// Proposals from their beginning to each of their ends but one: confirm.hpp does what was proposed. Every step has its
// audit entry; names and what was typed stay beside the log.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "service/domain/proposal.hpp"
#include "service/usecases/account_rules.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// What somebody wants that takes two administrators.
struct Wanted {
  domain::ProposalKind kind = domain::ProposalKind::create_person;
  std::string subject;
  std::int64_t basis = 0;
  std::vector<domain::Alteration> changes;
  std::string secret{};  ///< see domain::Proposal
};

/// What became of it: it waits, or was done at once where one is enough after all (the host; the founding).
struct Filed {
  domain::Proposal proposal;
  std::string half{};  ///< the proposer's half of a welcome code; shown once

  bool done() const { return proposal.applied.has_value(); }
};

/// A change that was done, or waits for another administrator.
template <class Done>
using DoneOrFiled = std::variant<Done, Filed>;

/// Files it; confirms it at once where the host asks, or the founder for a second administrator.
domain::Result<Filed> propose(Transaction& transaction, World& world, AccountRules rules, const domain::Actor& actor,
                              Wanted wanted);

domain::Result<domain::Proposal> reject(Transaction& transaction, const World& world, const domain::Actor& actor,
                                        const domain::ProposalId& id, const std::string& reason);
domain::Result<domain::Proposal> withdraw(Transaction& transaction, const World& world, const domain::Actor& actor,
                                          const domain::ProposalId& id, const std::string& reason);

/// Writes down which proposals have expired. How many.
int expire_proposals(Store& store, const World& world);

/// Ends what `proposer` proposed and nobody confirmed, because they may not stand for it any more.
void void_proposals_of(Transaction& transaction, const World& world, const domain::Actor& actor,
                       const domain::PersonId& proposer, const std::string& reason);

/// Whether what it was made from is still so; otherwise it has to be proposed anew.
bool is_outdated(Transaction& transaction, const domain::Proposal& proposal);

/// The digest of the half of a welcome code; `half` gets the half. Both halves make the code.
std::string new_half(World& world, std::string& half);
std::string welcome_digest(const World& world, std::string_view first_half_digest, std::string_view second_half_digest);

/// The audit entry of a step of a proposal.
void note_proposal(Transaction& transaction, const World& world, const domain::Actor& actor, const std::string& action,
                   const domain::Proposal& proposal);

}  // namespace formulary::usecases
