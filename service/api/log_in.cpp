#include "service/api/bodies.hpp"
#include "service/api/cookies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response log_in(const Call& call) {
  BodyReader body(call);
  const std::string login = body.in().text("login", {1, 200});
  const std::string password = body.in().text("password", {1, 1000});
  if (auto problem = body.finish()) return *problem;
  if (!call.services.sign_in.local) {
    return refused(call, {domain::RefusalCode::forbidden,
                          "Local passwords are not used here. Sign in with the hospital's identity provider."});
  }

  const auto open = usecases::log_in(call.store(), call.world(), call.actor, login, password);
  if (!open) return refused(call, open.error());
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    Response response =
        json_response(201, Shapes(call, transaction).session(open->person, open->session.csrf, open->session.expires));
    response.set("location", "/v1/sessions/current");
    response.set("set-cookie", set_session_cookie(open->secret));
    return response;
  });
}

}  // namespace formulary::api::handlers
