#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/session_answer.hpp"

namespace formulary::api::handlers {

Response confirm_session(const Call& call) {
  BodyReader body(call);
  const std::string password = body.in().optional_text("password", {0, 1000}).value_or("");
  const std::string code = body.in().optional_text("code", {0, 100}).value_or("");
  if (auto problem = body.finish()) return *problem;
  if (auto refusal = refuse_token(call)) return *refusal;

  const auto open = usecases::confirm(account_services(call), *call.authenticated,
                                      {call.authenticated->person.login, password, code});
  return open ? session_answer(call, 200, *open) : no_session(call, open.error());
}

}  // namespace formulary::api::handlers
