// The hospital's identity provider as the use cases see it. What comes from it was verified as far as signatures go,
// and no further: the claims are the use cases' to check. Everything here may wait for the provider, for seconds at
// most: never called inside a transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/sign_in/sign_in_problem.hpp"
#include "service/domain/sign_in/token_claims.hpp"

namespace formulary::usecases {

/// What the hospital has agreed with its provider, and decided for itself.
struct ProviderTerms {
  std::string name;  ///< on the button: `Sign in with NAME`
  std::string issuer;
  std::string client_id;
  std::optional<std::int64_t> max_age_ms;    ///< how long ago the provider may have seen the person
  std::vector<std::string> strong_contexts;  ///< values of `acr` that mean a second factor
  std::vector<std::string> strong_methods;   ///< values of `amr` that mean a second factor
  bool creates_people = false;               ///< who is unknown becomes a submitter; never together with SCIM
  bool links_by_claim = false;               ///< people are found by the claim that joins accounts to people
};

/// How the provider is to look at the person.
enum class SignInManner : std::uint8_t {
  ordinary,  ///< as it likes: whoever is signed in there comes in here
  silent,    ///< `prompt=none`: it must answer at once, or refuse
  proof,     ///< `prompt=login`: the person has to prove now who they are, also when they are signed in there
};

/// What is asked of the provider in the name of a browser.
struct AuthorizationQuestion {
  std::string state;
  std::string nonce;
  std::string verifier_digest;  ///< SHA-256 in hexadecimal: what RFC 7636 makes the challenge of
  SignInManner manner = SignInManner::ordinary;
};

/// An ID token that came from the token endpoint, with a good signature.
struct RedeemedCode {
  domain::TokenClaims claims;
  std::string access_token_hash;  ///< of the access token that came along, as `at_hash` should say it; may be empty
};

class IdentityProvider {
 public:
  virtual ~IdentityProvider() = default;

  virtual const ProviderTerms& terms() const = 0;
  /// Where the browser is to be sent.
  virtual domain::SignInResult<std::string> authorization_address(const AuthorizationQuestion& question) = 0;
  /// RFC 9207: the provider says that it names itself in its answers, so an answer without a name is refused.
  virtual domain::SignInResult<bool> names_itself() = 0;
  virtual domain::SignInResult<RedeemedCode> redeem(std::string_view code, std::string_view verifier) = 0;
  virtual domain::SignInResult<domain::TokenClaims> read_logout_token(std::string_view token) = 0;
  /// Where the browser is to be sent to end the session at the provider; nothing when there is no such place.
  virtual std::optional<std::string> end_session_address() = 0;
};

}  // namespace formulary::usecases
