#include "service/api/access.hpp"

#include <algorithm>
#include <iterator>

#include "service/api/cookies.hpp"
#include "service/api/encoding.hpp"
#include "service/api/limits.hpp"

namespace formulary::api {
namespace {

constexpr std::string_view bearer = "bearer ";

bool same_ignoring_case(std::string_view a, std::string_view lower) {
  if (a.size() != lower.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char c = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] + 32) : a[i];
    if (c != lower[i]) return false;
  }
  return true;
}

/// What emergency access may reach: the endpoints for it alone, and those of emergency.def.
constexpr std::string_view in_emergency[] = {
#define EMERGENCY(identifier) #identifier,
#include "service/api/emergency.def"
#undef EMERGENCY
};

Problem unauthenticated(std::string detail) { return {"unauthenticated", 401, std::move(detail)}; }
Problem forged(std::string detail) { return {"csrf", 403, std::move(detail)}; }

/// The authority of an origin: `https://host:port` → `host:port`.
std::string_view authority_of(std::string_view origin) {
  const std::size_t slashes = origin.find("://");
  return slashes == std::string_view::npos ? std::string_view() : origin.substr(slashes + 3);
}

Who mask_of(const domain::Actor& actor) {
  using domain::Role;
  Who mask = 0;
  for (const auto& [role, bit] :
       {std::pair(Role::submitter, who::submitter), std::pair(Role::reviewer, who::reviewer),
        std::pair(Role::approver, who::approver), std::pair(Role::auditor, who::auditor),
        std::pair(Role::administrator, who::administrator), std::pair(Role::script, who::script)}) {
    if (actor.has(role)) mask |= bit;
  }
  return mask;
}

std::string words_of(Who who_may) {
  std::string words;
  for (const auto& [bit, word] : {std::pair(who::submitter, "submitter"), std::pair(who::reviewer, "reviewer"),
                                  std::pair(who::approver, "approver"), std::pair(who::auditor, "auditor"),
                                  std::pair(who::administrator, "administrator"), std::pair(who::script, "script"),
                                  std::pair(who::emergency, "emergency")}) {
    if ((who_may & bit) != 0) words += (words.empty() ? "" : " or ") + std::string(word);
  }
  return words;
}

}  // namespace

domain::Actor anonymous(const Request& request, const usecases::World& world) {
  domain::Actor actor;
  actor.request_id = request.id;
  actor.remote = request.remote;
  const std::string_view agent = request.header("user-agent");
  if (!agent.empty()) actor.user_agent_digest = world.sha256(agent);
  return actor;
}

Identity identify(const Request& request, const Services& services, usecases::Transaction& transaction) {
  Identity identity;
  const std::string_view authorization = request.header("authorization");
  const std::string_view cookies = request.header("cookie");
  const bool cookie = cookies.find(session_cookie) != std::string_view::npos;
  identity.presented = cookie || !authorization.empty();
  if (!identity.presented) {
    identity.problem = unauthenticated("Log in, or send a token: Authorization: Bearer fmly_...");
    return identity;
  }
  if (cookie && !authorization.empty()) {
    identity.problem = Problem{"bad-request", 400, "Send either a session cookie or a token, not both."};
    return identity;
  }

  std::string_view secret;
  if (cookie) {
    secret = session_secret(cookies).value_or(std::string_view());
  } else if (authorization.size() > bearer.size() &&
             same_ignoring_case(authorization.substr(0, bearer.size()), bearer)) {
    secret = authorization.substr(bearer.size());
  }
  if (!secret.empty()) {
    identity.authenticated = cookie
                                 ? usecases::authenticate_session(transaction, services.world, services.rules, secret)
                                 : usecases::authenticate_token(transaction, services.world, secret, request.remote);
  }
  if (!identity.authenticated) {
    identity.problem =
        unauthenticated(cookie ? "Your session has ended. Log in again."
                               : "This token is unknown, revoked, expired or not meant for this address.");
    return identity;
  }
  identity.by_cookie = cookie;
  usecases::Authenticated& who = *identity.authenticated;
  const domain::Actor from = anonymous(request, services.world);
  who.actor.request_id = from.request_id;
  who.actor.remote = from.remote;
  who.actor.user_agent_digest = from.user_agent_digest;
  return identity;
}

void note_use(const Services& services, const usecases::Authenticated& who) {
  if (!who.touch) return;
  try {
    services.store.write([&](usecases::Transaction& transaction) {
      const domain::Instant now = services.world.present().now;
      if (who.token) {
        transaction.people().touch_token(*who.token, now);
      } else {
        transaction.people().touch_session(who.actor.session_digest, now);
      }
      return usecases::Commit::yes;
    });
  } catch (const usecases::StorageUnavailable&) {
    // Reading goes on while nothing can be written; the session then only ends earlier.
  }
}

std::optional<Problem> check_forgery(const Request& request, const std::string* csrf) {
  const std::string_view site = request.header("sec-fetch-site");
  const std::string_view origin = request.header("origin");
  const bool own_site = site == "same-origin" || site == "none";
  const bool own_origin = !origin.empty() && authority_of(origin) == request.header("host");
  const bool foreign = site.empty() ? !origin.empty() && !own_origin : !own_site;
  if (foreign) return forged("This request comes from another site. Use the registry's own pages.");
  if (csrf == nullptr) return std::nullopt;
  if (!own_site && !own_origin) {
    return forged("The request does not say where it comes from: neither Sec-Fetch-Site nor Origin is there.");
  }
  if (csrf->empty() || !same_secret(request.header("x-formulary-csrf"), *csrf)) {
    return forged("Send the session's `csrf` in the header X-Formulary-CSRF. Reload the page.");
  }
  return std::nullopt;
}

std::optional<Problem> check_certificate(const Request& request, const Services& services,
                                         const usecases::Authenticated& who) {
  if (!services.scripts_show_certificates || !who.token || !who.actor.has(domain::Role::script)) return std::nullopt;
  if (request.certificate == who.person.login) return std::nullopt;
  return unauthenticated(
      "A script's token counts only together with a client certificate whose common name is the script's login. Send "
      "it when connecting.");
}

std::optional<Problem> check_access(const Endpoint& endpoint, const domain::Actor& actor) {
  if (actor.kind == domain::ActorKind::emergency) {
    if ((endpoint.who & who::emergency) != 0) return std::nullopt;
    if (std::ranges::find(in_emergency, endpoint.identifier) != std::end(in_emergency)) return std::nullopt;
    return Problem{"forbidden", 403, "Emergency access may not do this. Somebody with a role of their own has to."};
  }
  const Who mask = mask_of(actor);
  const bool may = (endpoint.who & who::signed_in) != 0 ? mask != 0 : (endpoint.who & mask) != 0;
  if (!may) {
    return Problem{"forbidden", 403, "Only a person with the role " + words_of(endpoint.who) + " may do this."};
  }
  if (endpoint.scope && !actor.may_use(*endpoint.scope)) {
    return Problem{"forbidden", 403,
                   "This token lacks the scope `" + std::string(domain::to_text(*endpoint.scope)) + "`."};
  }
  return std::nullopt;
}

std::optional<Problem> check_due(const Endpoint& endpoint, const usecases::Authenticated& who) {
  if ((endpoint.takes & takes::unfinished) != 0) return std::nullopt;
  switch (who.due) {
    case usecases::Due::nothing:
      return std::nullopt;
    case usecases::Due::password:
      return Problem{"account-incomplete", 403, "Somebody else set your password. Choose one of your own first."};
    case usecases::Due::second_factor:
      return Problem{"account-incomplete", 403, "Your role needs a second factor. Set it up first."};
  }
  return std::nullopt;
}

std::optional<Problem> check_step_up(const Services& services, const usecases::Authenticated& who) {
  if (who.actor.kind == domain::ActorKind::emergency) return std::nullopt;  // the code was the proof
  if (who.token) {
    if (who.person.has(domain::Role::script)) return std::nullopt;
    return Problem{"forbidden", 403,
                   "A token cannot do this: it needs a person who has just proved who they are. Log in instead."};
  }
  const std::int64_t fresh =
      services.limits == nullptr ? usecases::confirmation_ms : services.limits->settings().proof_ms;
  if (who.at.ms - who.confirmed.ms < fresh) return std::nullopt;
  return Problem{
      "step-up", 403,
      "This needs a fresh proof of who you are: the code of your authenticator app, or your password; or, where "
      "you sign in at the identity provider, signing in there again."};
}

std::optional<Problem> check_limits(const Services& services, const Endpoint& endpoint,
                                    const usecases::Authenticated& who) {
  if (services.limits == nullptr) return std::nullopt;
  const Counted counted = endpoint.scope == domain::Scope::gate ? Counted::gate : Counted::request;
  const auto exceeded = services.limits->count(counted, who.actor.session_digest, who.at.ms);
  return exceeded ? std::optional(too_many_requests(*exceeded)) : std::nullopt;
}

bool is_unsafe(std::string_view method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

}  // namespace formulary::api
