#include "service/api/session_answer.hpp"

#include "service/api/cookies.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api {

usecases::AccountServices account_services(const Call& call) {
  return {call.store(), call.world(), call.services.cipher, call.services.rules};
}

Response session_answer(const Call& call, int status, const usecases::OpenSession& open) {
  Response response;
  call.store().read([&](usecases::Transaction& transaction) {
    response = json_response(
        status, Shapes(call, transaction)
                    .session({open.person, open.session.csrf, open.session.expires, open.session.id, open.due}));
  });
  response.set("set-cookie", set_session_cookie(open.secret));
  return response;
}

Response no_session(const Call& call, const usecases::NoSession& why) {
  Problem problem = problem_of(why.refusal, InvalidPart::body);
  if (why.code_wanted) problem.name = "second-factor";
  if (why.wait_seconds > 0) problem.headers.emplace_back("retry-after", std::to_string(why.wait_seconds));
  return to_response(problem, call.request.id);
}

std::optional<Response> refuse_token(const Call& call) {
  if (!call.authenticated->token) return std::nullopt;
  return to_response({"conflict", 409, "A token has no session and no second factor. Log in with a browser for this."},
                     call.request.id);
}

}  // namespace formulary::api
