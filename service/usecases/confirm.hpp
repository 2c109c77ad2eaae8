// The second administrator's yes, and what it does: at once, in the same transaction. Each kind of proposal has its
// file in proposals/.
#pragma once

#include <string>

#include "service/domain/proposal.hpp"
#include "service/usecases/propose.hpp"

namespace formulary::usecases {

/// `later`: it cannot be done within a transaction, and is done as soon as this one is durable.
enum class When : bool { now, later };

/// What came of doing a proposal.
struct Done {
  std::string result{};  ///< id
  std::string half{};    ///< the confirmer's half of a welcome code; shown once
  std::string secret{};  ///< of a token that was made; shown once
  When when = When::now;
};

struct Confirmed {
  domain::Proposal proposal;
  Done done;
};

/// Refusals: not_found; conflict (not open any more); forbidden (who proposed it, or gains by it); stale (another
/// digest, or what it was made from has changed); and what doing it refuses.
domain::Result<Confirmed> confirm(Transaction& transaction, World& world, AccountRules rules,
                                  const domain::Actor& actor, const domain::ProposalId& id, std::string_view digest);

/// Confirms and does it, on this ground; whether `actor` may was found out before.
domain::Result<Confirmed> carry_out(Transaction& transaction, World& world, AccountRules rules,
                                    const domain::Actor& actor, domain::Proposal proposal, domain::Ground ground);

/// Revision or version now of what the proposal was made from.
std::int64_t basis_of(Transaction& transaction, const domain::Proposal& proposal);

}  // namespace formulary::usecases
