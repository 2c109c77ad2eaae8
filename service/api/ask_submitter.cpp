#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/review.hpp"

namespace formulary::api::handlers {

Response ask_submitter(const Call& call) {
  const ReasonBody body = read_reason(call, "question");
  if (body.problem) return *body.problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto changed =
        usecases::ask(transaction, call.world(), call.actor, domain::SubmissionId{call.id}, call.revision, body.reason);
    if (!changed) return std::unexpected(changed.error());
    return submission_response(call, transaction, *changed);
  });
}

}  // namespace formulary::api::handlers
