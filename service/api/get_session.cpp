#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response get_session(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const usecases::Authenticated& who = *call.authenticated;
    domain::Instant expires;
    if (who.token) {
      if (const auto token = transaction.people().find_token(*who.token)) expires = token->expires;
    } else if (const auto session = transaction.people().find_session(who.actor.session_digest)) {
      expires = session->expires;
    }
    return json_response(200, Shapes(call, transaction).session({who.person, who.csrf, expires, who.session, who.due}));
  });
}

}  // namespace formulary::api::handlers
