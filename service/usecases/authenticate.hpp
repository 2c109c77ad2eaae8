// Turns secrets into actors: sessions and API tokens. Secrets are compared by digest. Logging in is in log_in.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/domain/actor.hpp"
#include "service/usecases/account_rules.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// What a person has to do before anything else.
enum class Due : std::uint8_t { nothing, password, second_factor };

std::string_view to_text(Due due);

/// A session that was opened.
struct OpenSession {
  std::string secret;  ///< the cookie's value; shown to nobody else
  Session session;
  domain::Person person;
  Due due = Due::nothing;
};

/// The actor behind a session cookie or a token. `touch` is true when its last use is older than a minute and should be
/// written down.
struct Authenticated {
  domain::Actor actor;
  domain::Person person;
  std::string csrf;  ///< empty for tokens
  bool touch = false;
  std::optional<domain::TokenId> token{};
  std::string session{};        ///< its id; empty for tokens
  domain::Instant confirmed{};  ///< when the person last proved who they are; of a session
  domain::Instant at{};         ///< when all this was so
  Due due = Due::nothing;       ///< of a session
};

/// Nothing when the session is unknown, idle for too long, or past its end, or its person is locked out, or the
/// identity provider has to be asked again first.
std::optional<Authenticated> authenticate_session(Transaction& transaction, const World& world, AccountRules rules,
                                                  std::string_view secret);
/// Nothing when the token is unknown, revoked, expired, or not meant for the address `remote`, or its owner is locked
/// out.
std::optional<Authenticated> authenticate_token(Transaction& transaction, const World& world, std::string_view secret,
                                                std::string_view remote);

/// What is due of `person`. Only of who has a password here: an identity provider sees to it for the others.
Due due_of(Transaction& transaction, AccountRules rules, const domain::Person& person);

/// Reviewers, approvers and administrators: what they leave open is worth more to a stranger.
bool is_privileged(const domain::Person& person);
std::int64_t session_idle_ms(const domain::Person& person);

inline constexpr std::int64_t session_absolute_ms = 12LL * 3600 * 1000;
inline constexpr std::int64_t confirmation_ms = 5LL * 60 * 1000;  ///< how long a proof of who one is stays fresh

}  // namespace formulary::usecases
