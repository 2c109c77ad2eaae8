#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/intended_use.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response answer_submission(const Call& call) {
  BodyReader body(call);
  usecases::Answers answers;
  answers.use = read_intended_use(body.in(), body.mistakes());
  if (const auto upload = body.in().optional_text("upload", {1, 64})) answers.upload = domain::UploadId{*upload};
  answers.submit = body.in().optional_flag("submit").value_or(false);
  if (auto problem = body.finish()) return *problem;

  Response response = change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto changed =
        usecases::answer(transaction, call.world(), call.actor, domain::SubmissionId{call.id}, call.revision, answers);
    if (!changed) return std::unexpected(changed.error());
    return submission_response(call, transaction, *changed);
  });
  if (call.services.scan_wanted) call.services.scan_wanted();
  return response;
}

}  // namespace formulary::api::handlers
