// Who is asking, and may they: credentials, protection against forged requests, roles and scopes. Everything is denied
// that the table does not allow.
#pragma once

#include <optional>

#include "service/api/endpoint.hpp"
#include "service/api/problem.hpp"

namespace formulary::api {

/// An actor that is nobody yet: where the request comes from.
domain::Actor anonymous(const Request& request, const usecases::World& world);

/// What the credentials of a request came to.
struct Identity {
  std::optional<usecases::Authenticated> authenticated;
  bool presented = false;  ///< there were credentials, good or not
  bool by_cookie = false;
  std::optional<Problem> problem;  ///< why not
};

/// Reads the session cookie or the bearer token; both at once are refused.
Identity identify(const Request& request, const Services& services, usecases::Transaction& transaction);

/// Notes that the session or token was used, where that is due.
void note_use(const Services& services, const usecases::Authenticated& who);

/// A request of a browser that changes something has to come from the registry's own pages. `csrf` is the session's;
/// null where there is no session, as at log-in: then only the origin is looked at.
std::optional<Problem> check_forgery(const Request& request, const std::string* csrf);

/// Where scripts have to show a client certificate: whether this one belongs to the token's owner.
std::optional<Problem> check_certificate(const Request& request, const Services& services,
                                         const usecases::Authenticated& who);

/// By role, and for tokens by scope.
std::optional<Problem> check_access(const Endpoint& endpoint, const domain::Actor& actor);

/// What is due of a person comes before all else.
std::optional<Problem> check_due(const Endpoint& endpoint, const usecases::Authenticated& who);

/// The person proved minutes ago who they are, or it is a script.
std::optional<Problem> check_step_up(const Services& services, const usecases::Authenticated& who);

/// Counts the request of a session or token.
std::optional<Problem> check_limits(const Services& services, const Endpoint& endpoint,
                                    const usecases::Authenticated& who);

bool is_unsafe(std::string_view method);

}  // namespace formulary::api
