#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/intended_use.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response create_submission(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  usecases::NewSubmission wanted;
  if (const auto upload = in.optional_text("upload", {1, 64})) wanted.upload = domain::UploadId{*upload};
  wanted.claim = read_claim(in, body.mistakes());
  wanted.department = {in.optional_text("department", {1, 64}).value_or("")};
  wanted.use = read_intended_use(in, body.mistakes());
  wanted.draft = in.optional_flag("draft").value_or(false);
  if (auto problem = body.finish()) return *problem;

  Response response = change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto made = usecases::submit(transaction, call.world(), call.actor, wanted);
    if (!made) return std::unexpected(made.error());
    return submission_response(call, transaction, *made, 201);
  });
  if (call.services.scan_wanted) call.services.scan_wanted();
  return response;
}

}  // namespace formulary::api::handlers
