#include "service/api/cookies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/sign_in_answers.hpp"

namespace formulary::api::handlers {

Response finish_sign_in(const Call& call) {
  const auto secret = cookie_value(call.request.header("cookie"), sign_in_cookie);
  const usecases::SignInAnswer answer{.state = only_parameter(call.request, "state").value_or(""),
                                      .code = only_parameter(call.request, "code"),
                                      .issuer = call.request.parameter("iss")
                                                    ? only_parameter(call.request, "iss").value_or("")
                                                    : std::optional<std::string_view>(),
                                      .error = call.request.parameter("error"),
                                      .browser_secret = secret.value_or("")};
  const auto in = usecases::finish_sign_in(call.services.sign_in, call.store(), call.world(), call.actor, answer);
  Response response = in ? send_to("/" + in->return_to) : refused_sign_in(call, in.error());
  if (secret) response.set("set-cookie", clear_sign_in_cookie());
  if (in) response.set("set-cookie", set_session_cookie(in->open.secret));
  return response;
}

}  // namespace formulary::api::handlers
