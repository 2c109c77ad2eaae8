// What persons do about recalls: decide on a case, say that a department knows, enter a notice that no data set has.
#pragma once

#include <string>

#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

struct RecallChoice {
  domain::RecallDecision decision = domain::RecallDecision::confirm;
  std::string reason;
  std::string digest;  ///< of the notice that the person read; empty: not said
};

/// Confirming does what follows from a sure match. Nothing that a case had suspended comes back by itself: an approver
/// lifts the approval when no recall stands against it. What clears something is bound to the notice that was read.
/// Refusals: not_found, forbidden, conflict, invalid (`/reason`, `/digest`), stale (`/digest`: the notice changed).
domain::Result<domain::RecallCase> decide_recall(Transaction& transaction, World& world, const domain::Actor& actor,
                                                 const domain::RecallMatchId& id, const RecallChoice& choice);

/// May this person decide so?
domain::Result<void> may_decide_recall(Transaction& transaction, const domain::Actor& actor,
                                       const domain::RecallCase& recall, domain::RecallDecision decision);

/// By a person of a department that was told; again after the recall became graver or came back. Refusals: not_found,
/// forbidden, conflict (it has been said already).
domain::Result<domain::RecallCase> acknowledge_recall(Transaction& transaction, World& world,
                                                      const domain::Actor& actor, const domain::RecallMatchId& id);

/// Is there something for this person to acknowledge?
bool may_acknowledge(const domain::Actor& actor, const std::vector<ToldDepartment>& departments);

/// By a reviewer. It is compared with the registry right after. Refusals: forbidden, invalid (with the field).
domain::Result<RecallEntry> enter_recall(Transaction& transaction, World& world, const domain::Actor& actor,
                                         RecallEntry entry);

/// The recalls that keep the approval of `version` suspended: empty, and it may be lifted.
std::vector<domain::RecallCase> recalls_against(Transaction& transaction, const domain::VersionId& version);

}  // namespace formulary::usecases
