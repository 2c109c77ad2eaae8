#include "service/api/bodies.hpp"
#include "service/api/documents.hpp"
#include "service/api/handlers.hpp"

namespace formulary::api::handlers {

Response judge_document(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  const bool accepted = in.required("accepted") && in.optional_flag("accepted").value_or(false);
  const std::string reason = in.text("reason", {1, 4000});
  if (auto problem = body.finish()) return *problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto seen = visible_document(call, transaction);
    if (!seen) return std::unexpected(seen.error());
    const auto judged = usecases::judge_document(transaction, call.world(), call.actor, domain::DocumentId{call.id},
                                                 call.revision, accepted, reason);
    if (!judged) return std::unexpected(judged.error());
    return document_response(call, transaction, *judged, 201);
  });
}

}  // namespace formulary::api::handlers
