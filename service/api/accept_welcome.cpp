#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/passwords.hpp"
#include "service/api/session_answer.hpp"
#include "service/usecases/welcome.hpp"

namespace formulary::api::handlers {

Response accept_welcome(const Call& call) {
  BodyReader body(call);
  const std::string login = body.in().text("login", {1, 200});
  const std::string first = body.in().text("first_half", {1, 100});
  const std::string second = body.in().text("second_half", {1, 100});
  const std::string password = body.in().text("password", {12, 256});
  if (auto problem = body.finish()) return *problem;
  const auto taken = usecases::accept_welcome(account_services(call), call.actor, {login, first, second},
                                              [&] { return hash_new_password(call, password, login); });
  if (!taken) return no_session(call, taken.error());
  Response response;
  response.status = 204;
  return response;
}

}  // namespace formulary::api::handlers
