// Keeps a submission's dossier, takes a reviewer's word on a claim, and watches claims: what the data say of them now,
// and what that does to approvals.
#pragma once

#include <string>
#include <vector>

#include "service/domain/claims/dossier.hpp"
#include "service/domain/submission.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// By the submitter, as a draft, in review or while an answer is waited for; reviews that were given on another dossier
/// no longer stand. Claims that stay the same keep their opinions. Refusals: forbidden, conflict, invalid (the first
/// mistake, with its field).
domain::Result<domain::Submission> keep_dossier(Transaction& transaction, World& world, const domain::Actor& actor,
                                                const domain::SubmissionId& id, std::int64_t revision,
                                                domain::Dossier dossier);

struct NewOpinion {
  domain::ClaimId claim;
  bool accepted = false;
  std::string reason;
  std::optional<domain::Day> valid_until{};
};

/// By a reviewer of regulatory affairs who has no part in the request, while it is in review, or approved (data change
/// after the decision too). Refusals: forbidden, not_found (`/claim`), conflict, invalid.
domain::Result<domain::Submission> give_opinion(Transaction& transaction, World& world, const domain::Actor& actor,
                                                const domain::SubmissionId& id, std::int64_t revision,
                                                const NewOpinion& request);

/// May this person give an opinion on claims of `submission`?
domain::Result<void> may_give_opinions(Transaction& transaction, const domain::Actor& actor,
                                       const domain::Submission& submission);

/// Judges the claims of one submission again. Keeps each judgement that differs from the one before, with its evidence,
/// and suspends the approval whose authorization is refused or has ended. Nothing is lifted. True: something was
/// written.
bool watch_claims(Transaction& transaction, World& world, const domain::SubmissionId& id);

}  // namespace formulary::usecases
