#include "service/api/cookies.hpp"
#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/usecases/sessions.hpp"

namespace formulary::api::handlers {

Response log_out(const Call& call) {
  if (call.authenticated->token) {
    return refused(call, {domain::RefusalCode::conflict,
                          "A token is not a session. To end it, revoke it: DELETE /v1/tokens/{id}."});
  }
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    usecases::log_out(transaction, call.world(), call.actor);
    Response response;
    response.status = 204;
    response.set("set-cookie", clear_session_cookie());
    return response;
  });
}

}  // namespace formulary::api::handlers
