#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/claim.hpp"

namespace formulary::api::handlers {

Response give_opinion(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  usecases::NewOpinion opinion;
  opinion.claim = {in.text("claim", {1, 36})};
  opinion.accepted = in.required("accepted") && in.optional_flag("accepted").value_or(false);
  opinion.reason = in.text("reason", {1, 4000});
  opinion.valid_until = in.optional_day("valid_until");
  if (auto problem = body.finish()) return *problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto given = usecases::give_opinion(transaction, call.world(), call.actor, domain::SubmissionId{call.id},
                                              call.revision, opinion);
    if (!given) return std::unexpected(given.error());
    return submission_response(call, transaction, *given, 201);
  });
}

}  // namespace formulary::api::handlers
