// Declares and ends conflicts of interest, and says whose concern a matter. A conflict takes effect in the transaction
// that declares it: open votes are void.
#pragma once

#include <string>
#include <vector>

#include "service/domain/conflict.hpp"
#include "service/domain/stakes.hpp"
#include "service/domain/submission.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// What the conflict is about, in the one field of its subject.
struct NewConflict {
  domain::PersonId person;
  domain::ConflictSubject subject = domain::ConflictSubject::tool;
  domain::ToolId tool{};
  std::string vendor{};
  domain::SubmissionId submission{};
  std::string reason;
};

/// Voids what the person supports on undecided requests that it concerns. An objection is void only where the person
/// declared it themselves: entering a conflict for the objector would be a way to an approval.
domain::Result<domain::Conflict> declare_conflict(Transaction& transaction, World& world, const domain::Actor& actor,
                                                  const NewConflict& request);

domain::Result<domain::Conflict> end_conflict(Transaction& transaction, World& world, const domain::Actor& actor,
                                              const domain::ConflictId& id, const std::string& reason);

/// What judging the submission, or the whole version, is about.
domain::Matter matter_of(Transaction& transaction, const domain::Submission& submission);
domain::Matter matter_of(Transaction& transaction, const domain::VersionId& version);

/// The conflicts that stand and concern it; oldest first.
std::vector<domain::Conflict> conflicts_about(Transaction& transaction, const domain::Matter& matter);

/// Everybody who submitted or uploaded evidence for the same version, or has a declared interest: none of them reviews
/// or decides about it.
domain::Stakes stakes_in(Transaction& transaction, const domain::Submission& submission);
domain::Stakes stakes_in(Transaction& transaction, const domain::VersionId& version);

}  // namespace formulary::usecases
