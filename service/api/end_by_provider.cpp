#include "service/api/form.hpp"
#include "service/api/handlers.hpp"
#include "service/api/sign_in_answers.hpp"

namespace formulary::api::handlers {

// Back-Channel Logout 1.0, section 2.8: 200 when the sessions have ended, 400 when the token is no good.
Response end_by_provider(const Call& call) {
  const auto token = form_value(call.request.body, "logout_token");
  const auto ended =
      usecases::end_by_provider(call.services.sign_in, call.store(), call.world(), call.actor, token.value_or(""));
  Response response;
  if (ended) return response;
  if (ended.error().problem != domain::SignInProblem::token) return refused_sign_in(call, ended.error());
  return refused(call,
                 {domain::RefusalCode::invalid, "This logout token does not stand up to the checks.", "/logout_token"});
}

}  // namespace formulary::api::handlers
