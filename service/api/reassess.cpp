#include "service/usecases/reassess.hpp"

#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/json.hpp"

namespace formulary::api::handlers {

Response reassess(const Call& call) {
  BodyReader body(call);
  if (auto problem = body.finish()) return *problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const usecases::Reassessment result = usecases::reassess(transaction, call.world(), call.actor);
    Json json;
    json["artifacts"] = result.artifacts;
    json["suspended"] = Json::array();
    for (const domain::ApprovalId& id : result.suspended) json["suspended"].push_back(id.value);
    json["expired"] = Json::array();
    for (const domain::ApprovalId& id : result.expired) json["expired"].push_back(id.value);
    return json_response(200, json);
  });
}

}  // namespace formulary::api::handlers
