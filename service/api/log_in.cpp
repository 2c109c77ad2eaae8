#include "service/api/bodies.hpp"
#include "service/api/cookies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/session_answer.hpp"

namespace formulary::api::handlers {

Response log_in(const Call& call) {
  BodyReader body(call);
  const std::string login = body.in().text("login", {1, 200});
  const std::string password = body.in().text("password", {1, 1000});
  const std::string code = body.in().optional_text("code", {0, 100}).value_or("");
  if (auto problem = body.finish()) return *problem;
  if (!call.services.sign_in.local) {
    return refused(call, {domain::RefusalCode::forbidden,
                          "Local passwords are not used here. Sign in with the hospital's identity provider."});
  }

  const auto open =
      usecases::log_in(account_services(call), call.actor,
                       {login, password, code, session_secret(call.request.header("cookie")).value_or("")});
  if (!open) return no_session(call, open.error());
  Response response = session_answer(call, 201, *open);
  response.set("location", "/v1/sessions/current");
  return response;
}

}  // namespace formulary::api::handlers
