// Logging in with a password and, where the account has one, a second factor; and proving again who one is.
//
// Guessing is slowed down and never locks anybody out: five failures a minute for an account, twenty for a visitor's
// address, five codes in five minutes; who goes on from one address waits longer each time.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "service/usecases/authenticate.hpp"
#include "service/usecases/ports/field_cipher.hpp"

namespace formulary::usecases {

/// Why not. `code_wanted`: the password is right, and the account has a second factor.
struct NoSession {
  domain::Refusal refusal;
  bool code_wanted = false;
  int wait_seconds = 0;  ///< of too_many
};

struct Credentials {
  std::string_view login;
  std::string_view password;
  std::string_view code{};            ///< of the app, or a recovery code
  std::string_view session_before{};  ///< the secret of a session that the browser has; it ends with the log-in
};

struct AccountServices {
  Store& store;
  World& world;
  FieldCipher& cipher;
  AccountRules rules;
};

std::unexpected<NoSession> too_many_attempts(std::int64_t wait_ms);

/// The same refusal (unauthenticated) and about the same time for an unknown login, a wrong password and a locked
/// account. `actor` carries address and request id.
std::expected<OpenSession, NoSession> log_in(const AccountServices& services, const domain::Actor& actor,
                                             const Credentials& credentials);

/// The person at a session proves again who they are: by a code where they have a second factor, by the password
/// otherwise. The session goes on under a new secret.
std::expected<OpenSession, NoSession> confirm(const AccountServices& services, const Authenticated& who,
                                              const Credentials& credentials);

}  // namespace formulary::usecases
