#include "service/api/sign_in_answers.hpp"

#include <algorithm>

#include "service/api/cookies.hpp"
#include "service/api/problem.hpp"

namespace formulary::api {
namespace {

std::string_view kind_for(int status) {
  switch (status) {
    case 400:
      return "bad-request";
    case 401:
      return "unauthenticated";
    case 404:
      return "not-found";
    case 429:
      return "too-many-requests";
    case 503:
      return "unavailable";
    default:
      return "forbidden";
  }
}

}  // namespace

Response send_to(std::string address) {
  Response response;
  response.status = 303;
  response.set("location", std::move(address));
  return response;
}

Response refused_sign_in(const Call& call, const domain::SignInRefusal& refusal) {
  if (call.request.header("accept").find("text/html") != std::string_view::npos) {
    return send_to("/#/login?refused=" + std::string(to_text(refusal.problem)));
  }
  const int status = status_of(refusal.problem);
  return to_response({kind_for(status), status, std::string(sentence_of(refusal.problem))}, call.request.id);
}

std::string_view own_session_secret(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return {};
  return cookie_value(request.header("cookie"), session_cookie).value_or(std::string_view());
}

std::optional<std::string_view> only_parameter(const Request& request, std::string_view name) {
  if (std::ranges::count(request.query, name, [](const auto& pair) { return std::string_view(pair.first); }) != 1) {
    return std::nullopt;
  }
  return request.parameter(name);
}

}  // namespace formulary::api
