#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/recall_shapes.hpp"
#include "service/usecases/decide_recall.hpp"

namespace formulary::api::handlers {

Response acknowledge_recall(const Call& call) {
  BodyReader body(call);
  if (auto problem = body.finish()) return *problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto known = usecases::acknowledge_recall(transaction, call.world(), call.actor, {call.id});
    if (!known) return std::unexpected(known.error());
    return recall_match_response(call, transaction, *known, 201);
  });
}

}  // namespace formulary::api::handlers
