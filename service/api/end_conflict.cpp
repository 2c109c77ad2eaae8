#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/conflict.hpp"

namespace formulary::api::handlers {

Response end_conflict(const Call& call) {
  const ReasonBody body = read_reason(call);
  if (body.problem) return *body.problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto ended =
        usecases::end_conflict(transaction, call.world(), call.actor, domain::ConflictId{call.id}, body.reason);
    if (!ended) return std::unexpected(ended.error());
    return json_response(200, Shapes(call, transaction).conflict(*ended));
  });
}

}  // namespace formulary::api::handlers
