// How a use case changes a submission or an approval: the new state, its time line and its audit entry in one call, so
// that none of the three can be forgotten.
#pragma once

#include <string>

#include "service/domain/approval.hpp"
#include "service/domain/audit.hpp"
#include "service/domain/submission.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// Moves `submission` by `event`, writes it, its transition and the audit entry `submission.<event>`; what was typed
/// (`text`) is kept beside the log. Refuses (conflict) when the state does not allow it, (stale) when it changed.
domain::Result<void> advance(Transaction& transaction, const World& world, const domain::Actor& actor,
                             domain::Submission& submission, domain::SubmissionEvent event,
                             const std::string& text = {});

/// Writes a submission whose state stays, with the audit entry `action`.
domain::Result<void> save(Transaction& transaction, const World& world, const domain::Actor& actor,
                          domain::Submission& submission, const std::string& action, const std::string& text = {});

/// Moves `approval` by `event`, with `reason`, and writes the audit entry `approval.<event>`.
domain::Result<void> advance(Transaction& transaction, const World& world, const domain::Actor& actor,
                             domain::Approval& approval, domain::ApprovalEvent event, const std::string& reason);

/// The audit entry of something that is neither.
void note(Transaction& transaction, const World& world, const domain::Actor& actor, const std::string& action,
          const std::string& object_type, const std::string& object_id, const std::string& text = {});

/// The submission, when the actor may know of it and `revision` is its latest.
domain::Result<domain::Submission> fetch(Transaction& transaction, const domain::Actor& actor,
                                         const domain::SubmissionId& id, std::int64_t revision);

/// Voids every review that still stands, because what it was given on has changed.
void void_reviews(Transaction& transaction, const World& world, const domain::Actor& actor,
                  const domain::Submission& submission, const std::string& reason);

}  // namespace formulary::usecases
