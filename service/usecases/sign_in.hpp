// Signing in with the hospital's identity provider: OpenID Connect Core 1.0, section 3.1 (authorization code) with PKCE
// (RFC 7636) and the issuer in the answer (RFC 9207). A person is who (issuer, subject) is linked to; never an e-mail
// address. What the browser keeps is one secret in a cookie; nonce and verifier follow from it, so that an answer is
// worth nothing in another browser, and nothing of it lies on the disk.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/usecases/authenticate.hpp"
#include "service/usecases/pending_sign_ins.hpp"
#include "service/usecases/ports/identity_provider.hpp"
#include "service/usecases/stranger_denials.hpp"

namespace formulary::usecases {

/// What handlers need to let people in by the provider. `provider` is null where none is set up.
struct SignInDoor {
  IdentityProvider* provider = nullptr;
  PendingSignIns* pending = nullptr;
  StrangerDenials* denials = nullptr;  ///< what is refused is counted there
  bool local = true;                   ///< logging in with a local password is possible
};

struct BegunSignIn {
  std::string address;         ///< where the browser is sent
  std::string browser_secret;  ///< the value of the cookie before log-in
};

/// `session_secret` is the cookie of the session that is looked at again, silently or for a proof; empty at a first
/// sign-in. Another place than one within the application is not returned to.
domain::SignInResult<BegunSignIn> begin_sign_in(const SignInDoor& door, World& world, const domain::Actor& actor,
                                                std::string_view return_to, SignInManner manner,
                                                std::string_view session_secret);

/// What the browser brings back.
struct SignInAnswer {
  std::string_view state;
  std::optional<std::string_view> code;
  std::optional<std::string_view> issuer;
  std::optional<std::string_view> error;
  std::string_view browser_secret;
};

struct SignedIn {
  OpenSession open;
  std::string return_to;
};

/// All checks, in the order in which they cost least. Whatever comes out is in the audit log. A session that is looked
/// at again ends here: a new one takes its place, or none.
domain::SignInResult<SignedIn> finish_sign_in(const SignInDoor& door, Store& store, World& world,
                                              const domain::Actor& actor, const SignInAnswer& answer);

/// A logout token that the provider sent (Back-Channel Logout 1.0, section 2.6): ends the sessions here that came from
/// that session or account there, in one transaction.
domain::SignInResult<void> end_by_provider(const SignInDoor& door, Store& store, World& world,
                                           const domain::Actor& actor, std::string_view logout_token);

/// True when the provider has to be asked again whether the person of this session is still signed in there.
bool is_due_at_provider(Transaction& transaction, const Session& session, const domain::Person& person,
                        domain::Instant now);

inline constexpr std::int64_t provider_check_ms = 15LL * 60'000;

}  // namespace formulary::usecases
