#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/emergency_approval.hpp"

namespace formulary::api::handlers {

Response revoke_emergency_approval(const Call& call) {
  const ReasonBody body = read_reason(call);
  if (body.problem) return *body.problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto revoked = usecases::revoke_emergency(transaction, call.world(), call.actor,
                                                    domain::EmergencyApprovalId{call.id}, body.reason);
    if (!revoked) return std::unexpected(revoked.error());
    return json_response(200, Shapes(call, transaction).emergency_approval(*revoked));
  });
}

}  // namespace formulary::api::handlers
