// Asks for a tool: makes a submission from a finished upload or from a claim (a store name, a web application), and
// lets its submitter answer, change, send and withdraw it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "service/domain/submission.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

struct Claim {
  domain::Platform platform = domain::Platform::web;
  std::string identifier;
  std::string version;
};

struct NewSubmission {
  std::optional<domain::UploadId> upload;  ///< complete, and the actor's own
  std::optional<Claim> claim;              ///< either this or `upload`
  domain::DepartmentId department;         ///< empty: the actor's
  domain::IntendedUse use;
  bool draft = false;  ///< keep it as a draft: unanswered questions are allowed
};

/// Refusals: invalid (field `/upload`, `/claim`, `/intended_use/...`), not_found (`/upload`, `/department`).
domain::Result<domain::Submission> submit(Transaction& transaction, World& world, const domain::Actor& actor,
                                          const NewSubmission& request);

struct Answers {
  domain::IntendedUse use;
  std::optional<domain::UploadId> upload;  ///< replaces the file; what was reviewed before is void
  bool submit = false;                     ///< a draft: submit it; needs_info: send it back to review
};

/// Only by its submitter, and only as a draft, in needs_info, or in review (a change then voids the reviews).
domain::Result<domain::Submission> answer(Transaction& transaction, World& world, const domain::Actor& actor,
                                          const domain::SubmissionId& id, std::int64_t revision,
                                          const Answers& answers);

/// Only by its submitter, at any time before the decision.
domain::Result<domain::Submission> withdraw(Transaction& transaction, World& world, const domain::Actor& actor,
                                            const domain::SubmissionId& id, std::int64_t revision,
                                            const std::string& reason);

}  // namespace formulary::usecases
