// Decides a reviewed submission: approve, approve with conditions, or reject. A positive decision creates the approval,
// pinned to the artifact and to the signer set that the scanner verified, and supersedes older approvals of the tool.
#pragma once

#include <cstdint>
#include <optional>

#include "service/domain/approval.hpp"
#include "service/domain/review.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

struct NewDecision {
  domain::Outcome outcome = domain::Outcome::reject;
  std::string reason;
  std::vector<std::string> conditions;
  std::vector<domain::Waiver> waivers;
  std::optional<domain::Day> expires;
};

struct Decided {
  domain::Submission submission;
  domain::Decision decision;
  std::optional<domain::Approval> approval;
};

/// Refusals: not_found, stale, conflict, forbidden (not by this person), invalid (`/expires`, `/reason`, `/waivers`).
domain::Result<Decided> decide(Transaction& transaction, World& world, const domain::Actor& actor,
                               const domain::SubmissionId& id, std::int64_t revision, const NewDecision& request);

}  // namespace formulary::usecases
