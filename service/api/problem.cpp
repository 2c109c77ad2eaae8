#include "service/api/problem.hpp"

#include <algorithm>

#include "service/api/json.hpp"

namespace formulary::api {
namespace {

using domain::RefusalCode;

std::string_view name_of(const domain::Refusal& refusal, InvalidPart part) {
  switch (refusal.code) {
    case RefusalCode::invalid:
      return part == InvalidPart::body ? "invalid" : "bad-request";
    case RefusalCode::unauthenticated:
      return "unauthenticated";
    case RefusalCode::forbidden:
      return "forbidden";
    case RefusalCode::not_found:
      return "not-found";
    case RefusalCode::conflict:
      return "conflict";
    case RefusalCode::stale:
      // 412 is for conditions in headers (RFC 9110, section 15.5.13); a copy that the body names conflicts.
      return refusal.field.empty() ? "stale" : "stale-copy";
    case RefusalCode::precondition_required:
      return "precondition-required";
    case RefusalCode::too_large:
      return "too-large";
    case RefusalCode::unsupported:
      return "unsupported-media-type";
    case RefusalCode::mismatch:
      return "checksum-mismatch";
    case RefusalCode::too_many:
      return "too-many-requests";
    case RefusalCode::gone:
      return "gone";
    case RefusalCode::unavailable:
      return "insufficient-storage";
  }
  return "internal";
}

const ProblemKind& kind_of(std::string_view name) {
  const auto& kinds = problem_kinds();
  const auto it = std::ranges::find(kinds, name, &ProblemKind::name);
  return it != kinds.end() ? *it : kinds.back();
}

}  // namespace

const std::vector<ProblemKind>& problem_kinds() {
  static const std::vector<ProblemKind> kinds = {
      {"bad-request", 400, "The request has a mistake",
       "A header or a query parameter is missing, unknown or malformed. `detail` names it."},
      {"malformed-json", 400, "The body is not JSON",
       "The body could not be read as one JSON object: see `detail` for the place. Keys may not be repeated."},
      {"unauthenticated", 401, "Log in first",
       "No credentials were sent, or they are wrong, expired or locked. Log in again, or use a valid token."},
      {"second-factor", 401, "A code is needed as well",
       "Login and password are right. Send the code of the authenticator app, or a recovery code, as `code`."},
      {"forbidden", 403, "You may not do this",
       "Your role, your part in the matter, or the token's scope does not allow it. `detail` says who can."},
      {"step-up", 403, "Prove again who you are",
       "This needs a proof that is at most five minutes old: POST /v1/sessions/current/confirmation with the code of "
       "the authenticator app (or the password where there is none), then send the request again."},
      {"account-incomplete", 403, "Your account is not complete",
       "`due` of GET /v1/sessions/current says what is missing: a password of your own choice, or a second factor."},
      {"csrf", 403, "The request did not come from this application",
       "A browser's request that changes something needs the header X-Formulary-CSRF of its session and must come "
       "from the registry's own pages."},
      {"not-found", 404, "There is nothing here", "No such thing exists, or you may not see it. Check the address."},
      {"method-not-allowed", 405, "This cannot be done here", "See the header Allow for what can be done."},
      {"request-timeout", 408, "The request took too long", "Send the request again, faster or in smaller parts."},
      {"conflict", 409, "This is not possible in its present state",
       "The thing is in a state that does not allow this. Load it again and look."},
      {"stale-copy", 409, "What you read has changed",
       "The body names what it was based on, and that says something else now. Load it again, and decide on what it "
       "says."},
      {"gone", 410, "This is gone", "It expired or was removed. Begin again."},
      {"stale", 412, "Somebody changed it in the meantime",
       "Your copy is not the latest. Load it again, look at what changed, and repeat your change if it still fits."},
      {"tus-version", 412, "This version of the upload protocol is not spoken here",
       "Send the header Tus-Resumable: 1.0.0."},
      {"too-large", 413, "This is too large", "`detail` names the limit."},
      {"uri-too-long", 414, "The address is too long", "Use fewer or shorter query parameters."},
      {"unsupported-media-type", 415, "This type of content is not taken here",
       "JSON endpoints take application/json; chunks of files are application/offset+octet-stream."},
      {"invalid", 422, "The request has mistakes", "`errors` names every field and what to change."},
      {"idempotency-key-reused", 422, "This Idempotency-Key was used for another request",
       "Use a new key for a new request."},
      {"precondition-required", 428, "Say which state you saw",
       "Send If-Match with the ETag of the copy that your change is based on."},
      {"too-many-requests", 429, "Too many requests", "Wait as long as Retry-After says."},
      {"headers-too-large", 431, "The headers are too large", "Send fewer or shorter headers."},
      {"checksum-mismatch", 460, "The bytes that arrived are not the bytes that were sent",
       "Nothing was kept of this chunk. Send it again."},
      {"unavailable", 503, "Not available now", "Nothing was changed. Try again a little later."},
      {"audit-unavailable", 503, "The audit log cannot be written",
       "What cannot be accounted for is not answered and does not happen. The administrator has to look at the "
       "registry's "
       "disk and at the second place of its audit log."},
      {"read-only", 503, "The registry answers questions, but changes nothing",
       "Its audit log contradicts what was signed of it, so nothing is changed and nothing is cleared until a person "
       "has "
       "looked. Tell the administrator: /readyz and the log of the service say what does not fit."},
      {"insufficient-storage", 507, "The registry's disk is full",
       "What was acknowledged before is not lost. Tell the administrator, then try again."},
      {"internal", 500, "Something went wrong in the registry",
       "Nothing was changed. Tell the administrator the `request_id`: the log says more under this number."},
  };
  return kinds;
}

Problem problem_of(const domain::Refusal& refusal, InvalidPart part) {
  const ProblemKind& kind = kind_of(name_of(refusal, part));
  Problem problem{kind.name, kind.status, refusal.sentence};
  if (!refusal.field.empty()) problem.errors.push_back({refusal.field, refusal.sentence});
  return problem;
}

Problem problem_of(int status, std::string_view detail) {
  const auto& kinds = problem_kinds();
  const auto it = std::ranges::find(kinds, status, &ProblemKind::status);
  return {it != kinds.end() ? it->name : kinds.back().name, status, std::string(detail)};
}

Response to_response(const Problem& problem, std::string_view request_id) {
  Json body;
  body["type"] = "/problems/" + std::string(problem.name);
  body["title"] = kind_of(problem.name).title;
  body["status"] = problem.status;
  body["detail"] = problem.detail;
  body["request_id"] = request_id;
  if (!problem.errors.empty()) {
    body["errors"] = Json::array();
    for (const Mistake& mistake : problem.errors) {
      body["errors"].push_back({{"pointer", mistake.pointer}, {"detail", mistake.detail}});
    }
  }
  Response response;
  response.status = problem.status;
  response.set("content-type", "application/problem+json");
  response.body = to_text(body);
  if (problem.status == 401) response.set("www-authenticate", "Bearer realm=\"formulary\"");
  for (const auto& [name, value] : problem.headers) response.set(name, value);
  if (problem.status == 429 && problem.headers.empty()) response.set("retry-after", "60");
  if (problem.status == 503) response.set("retry-after", "5");
  return response;
}

}  // namespace formulary::api
