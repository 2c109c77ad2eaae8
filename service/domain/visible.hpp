// Whose eyes a request is for: everybody's who is signed in, but for drafts.
#pragma once

#include "service/domain/submission.hpp"

namespace formulary::domain {

/// A draft is its submitter's own business: to others it is not there.
inline bool is_hidden_from(const PersonId& person, const Submission& submission) {
  return submission.state == SubmissionState::draft && submission.submitter != person;
}

}  // namespace formulary::domain
