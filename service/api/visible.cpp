#include "service/api/visible.hpp"

namespace formulary::api {

domain::Result<domain::Submission> visible_submission(const Call& call, usecases::Transaction& transaction) {
  auto submission = transaction.submissions().find(domain::SubmissionId{call.id});
  const bool hidden =
      submission && submission->state == domain::SubmissionState::draft && submission->submitter != call.actor.id;
  if (!submission || hidden) {
    return domain::refuse(domain::RefusalCode::not_found, "There is no submission with this id.");
  }
  return *submission;
}

}  // namespace formulary::api
