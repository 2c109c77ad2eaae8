#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/api/visible.hpp"

namespace formulary::api::handlers {

Response get_submission_report(const Call& call) {
  const auto work = [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto submission = visible_submission(call, transaction);
    if (!submission) return std::unexpected(submission.error());
    const auto stored =
        submission->artifact ? transaction.registry().latest_report(*submission->artifact) : std::nullopt;
    if (!stored) {
      return domain::refuse(domain::RefusalCode::not_found,
                            submission->artifact ? "The file was not examined yet. Ask again when its scan has ended."
                                                 : "This request has no file, so nothing was examined.");
    }
    return json_response(200, report_json(stored->report));
  };
  return look_at_evidence(call, "report.read", "submission", call.id, work);
}

}  // namespace formulary::api::handlers
