#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/api/visible.hpp"

namespace formulary::api::handlers {

Response get_submission(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto submission = visible_submission(call, transaction);
    if (!submission) return std::unexpected(submission.error());
    return submission_response(call, transaction, *submission);
  });
}

}  // namespace formulary::api::handlers
