// Gives one person's signed-off view in one domain, or asks the submitter a question.
#pragma once

#include <cstdint>
#include <string>

#include "service/domain/review.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

struct NewReview {
  domain::ReviewDomain domain = domain::ReviewDomain::security;
  domain::Opinion opinion = domain::Opinion::object;
  std::string comment;
};

/// Binds to the artifact, the intended use and the policy's result of this moment. A second review by the same person
/// in the same domain replaces the first. Refusals: not_found, stale, conflict (not in review), forbidden (own
/// request).
domain::Result<domain::Review> review(Transaction& transaction, World& world, const domain::Actor& actor,
                                      const domain::SubmissionId& id, std::int64_t revision, const NewReview& request);

/// in_review → needs_info.
domain::Result<domain::Submission> ask(Transaction& transaction, World& world, const domain::Actor& actor,
                                       const domain::SubmissionId& id, std::int64_t revision,
                                       const std::string& question);

}  // namespace formulary::usecases
