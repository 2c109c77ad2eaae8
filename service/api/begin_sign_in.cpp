#include "service/api/cookies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/sign_in_answers.hpp"

namespace formulary::api::handlers {

Response begin_sign_in(const Call& call) {
  // Who is logged in at the provider would be logged in here by a link on any page: a person has to want it.
  const std::string_view site = call.request.header("sec-fetch-site");
  if (site == "cross-site" || site == "same-site") return send_to("/#/login");
  const std::string_view again = call.request.parameter("again").value_or("");
  const auto manner = again == "silently"   ? usecases::SignInManner::silent
                      : again == "to-prove" ? usecases::SignInManner::proof
                                            : usecases::SignInManner::ordinary;
  const std::string_view place = call.request.parameter("return_to").value_or("");
  const auto begun = usecases::begin_sign_in(call.services.sign_in, call.world(), call.actor, place, manner,
                                             own_session_secret(call.request));
  if (!begun) return refused_sign_in(call, begun.error());
  Response response = send_to(begun->address);
  response.set("set-cookie", set_sign_in_cookie(begun->browser_secret));
  return response;
}

}  // namespace formulary::api::handlers
