#include "service/api/handlers.hpp"
#include "service/api/sign_in_answers.hpp"

namespace formulary::api::handlers {

// RP-Initiated Logout 1.0. Ends nothing here: the session was ended before (DELETE /v1/sessions/current), by a request
// that no other site can make.
Response sign_out(const Call& call) {
  usecases::IdentityProvider* provider = call.services.sign_in.provider;
  if (provider == nullptr) return refused_sign_in(call, {domain::SignInProblem::not_configured, {}});
  return send_to(provider->end_session_address().value_or("/#/login"));
}

}  // namespace formulary::api::handlers
