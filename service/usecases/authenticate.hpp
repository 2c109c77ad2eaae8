// Turns secrets into actors: logging in with a password, sessions, API tokens. Secrets are compared by digest;
// passwords are hashed outside transactions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/domain/actor.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

struct OpenSession {
  std::string secret;  ///< the cookie's value; shown to nobody else
  Session session;
  domain::Person person;
};

/// Checks login and password and opens a session. The same refusal (unauthenticated) and about the same time for an
/// unknown login, a wrong password and a locked account; too_many after five failures a minute for an account or
/// twenty for an address. `actor` carries address and request id.
domain::Result<OpenSession> log_in(Store& store, World& world, const domain::Actor& actor, std::string_view login,
                                   std::string_view password);

void log_out(Transaction& transaction, World& world, const domain::Actor& actor);

/// The actor behind a session cookie; nothing when it is unknown, idle for too long, or past its end, or its person
/// is locked out, or the identity provider has to be asked again first. `touch` is true when the session's last_seen is
/// older than a minute and should be written.
struct Authenticated {
  domain::Actor actor;
  domain::Person person;
  std::string csrf;  ///< empty for tokens
  bool touch = false;
  std::optional<domain::TokenId> token;
};
std::optional<Authenticated> authenticate_session(Transaction& transaction, const World& world,
                                                  std::string_view secret);
std::optional<Authenticated> authenticate_token(Transaction& transaction, const World& world, std::string_view secret);

inline constexpr std::int64_t session_idle_ms = 30LL * 60 * 1000;
inline constexpr std::int64_t session_absolute_ms = 12LL * 3600 * 1000;

}  // namespace formulary::usecases
