#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/sessions.hpp"

namespace formulary::api::handlers {

Response list_sessions(const Call& call) {
  const domain::PersonId person{std::string(call.request.parameter("person").value_or(call.actor.id.value))};
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto sessions = usecases::open_sessions(transaction, call.world(), call.actor, person);
    if (!sessions) return std::unexpected(sessions.error());
    Json items = Json::array();
    for (const usecases::Session& session : *sessions) {
      items.push_back({{"id", session.id},
                       {"created", domain::to_rfc3339(session.created)},
                       {"last_seen", domain::to_rfc3339(session.last_seen)},
                       {"expires", domain::to_rfc3339(session.expires)},
                       {"remote", session.remote},
                       {"current", session.id == call.authenticated->session}});
    }
    return json_response(200, {{"items", std::move(items)}});
  });
}

}  // namespace formulary::api::handlers
