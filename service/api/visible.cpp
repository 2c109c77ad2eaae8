#include "service/api/visible.hpp"

#include "service/domain/visible.hpp"

namespace formulary::api {

domain::Result<domain::Submission> visible_submission(const Call& call, usecases::Transaction& transaction) {
  auto submission = transaction.submissions().find(domain::SubmissionId{call.id});
  if (!submission || domain::is_hidden_from(call.actor.id, *submission)) {
    return domain::refuse(domain::RefusalCode::not_found, "There is no submission with this id.");
  }
  return *submission;
}

}  // namespace formulary::api
