#include "service/api/cookies.hpp"
#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/usecases/sessions.hpp"

namespace formulary::api::handlers {

Response end_session(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto ended = usecases::end_session(transaction, call.world(), call.actor, call.id);
    if (!ended) return std::unexpected(ended.error());
    Response response;
    response.status = 204;
    if (call.id == call.authenticated->session) response.set("set-cookie", clear_session_cookie());
    return response;
  });
}

}  // namespace formulary::api::handlers
