#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/identity_alarm.hpp"

namespace formulary::api::handlers {

Response list_identity_alarms(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    Shapes shapes(call, transaction);
    Json items = Json::array();
    for (const usecases::IdentityAlarm& alarm : transaction.provisioning().alarms()) {
      Json json;
      json["id"] = alarm.id;
      json["kind"] = alarm.kind;
      json["text"] = usecases::sentence_of(alarm.kind);
      json["person"] = shapes.person_name({alarm.subject});
      json["at"] = domain::to_rfc3339(alarm.at);
      json["acknowledged"] = instant(alarm.acknowledged);
      json["acknowledger"] = shapes.person_name(alarm.acknowledger);
      items.push_back(std::move(json));
    }
    return json_response(200, {{"items", std::move(items)}});
  });
}

}  // namespace formulary::api::handlers
