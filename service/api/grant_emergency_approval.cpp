#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/emergency_approval.hpp"

namespace formulary::api::handlers {

Response grant_emergency_approval(const Call& call) {
  BodyReader body(call);
  const std::string reason = body.in().text("reason", {1, 2000});
  body.in().required("hours");
  const auto hours = body.in().optional_number("hours", 1, domain::emergency_hours_most);
  if (auto problem = body.finish()) return *problem;

  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto granted = usecases::grant_emergency(transaction, call.world(), call.actor, domain::SubmissionId{call.id},
                                                   reason, static_cast<int>(hours.value_or(0)));
    if (!granted) return std::unexpected(granted.error());
    return json_response(201, Shapes(call, transaction).emergency_approval(*granted));
  });
}

}  // namespace formulary::api::handlers
