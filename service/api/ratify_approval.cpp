#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/emergency_approval.hpp"

namespace formulary::api::handlers {

Response ratify_approval(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto ratified =
        usecases::ratify_emergency(transaction, call.world(), call.actor, domain::EmergencyApprovalId{call.id});
    if (!ratified) return std::unexpected(ratified.error());
    return json_response(201, Shapes(call, transaction).emergency_approval(*ratified));
  });
}

}  // namespace formulary::api::handlers
