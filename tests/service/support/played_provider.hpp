// An identity provider for tests, without network and cryptography: it believes everybody, and says what it is told to
// say. Where it sends browsers, its answer is already: they go on to the address that comes back. What a real one may
// not get away with, tests/oidc tells.
#pragma once

#include <string>

#include "service/usecases/ports/identity_provider.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::tests {

class PlayedProvider : public usecases::IdentityProvider {
 public:
  explicit PlayedProvider(const usecases::World& world) : world_(world) {
    terms_.name = "Hospital Account";
    terms_.issuer = "https://login.example";
    terms_.client_id = "formulary";
    terms_.strong_methods = {"mfa"};
    terms_.links_by_claim = true;
  }

  const usecases::ProviderTerms& terms() const override { return terms_; }

  domain::SignInResult<std::string> authorization_address(const usecases::AuthorizationQuestion& question) override {
    asked = question;
    return "/auth/callback?code=code&iss=https%3A%2F%2Flogin.example&state=" + question.state;
  }

  domain::SignInResult<bool> names_itself() override { return true; }

  domain::SignInResult<usecases::RedeemedCode> redeem(std::string_view, std::string_view) override {
    if (away) return domain::refuse_sign_in(domain::SignInProblem::unreachable, "token_endpoint");
    domain::TokenClaims claims = common(world_.present().now);
    claims.subject = subject;
    claims.link = link;
    claims.nonce = asked.nonce;
    claims.methods = {"mfa"};
    claims.authenticated = says_when ? std::optional(seen.value_or(world_.present().now)) : std::nullopt;
    return usecases::RedeemedCode{claims, {}};
  }

  /// Any text is a token, and its own name.
  domain::SignInResult<domain::TokenClaims> read_logout_token(std::string_view token) override {
    domain::TokenClaims claims = common(logout_made.value_or(world_.present().now));
    claims.type = "logout+jwt";
    claims.token_id = std::string(token);
    claims.events = claims.logout_event = true;
    return claims;
  }

  std::optional<std::string> end_session_address() override { return "https://login.example/logout"; }

  usecases::AuthorizationQuestion asked;
  std::string subject = "account";             ///< who is signed in there
  std::optional<std::string> link;             ///< what the claim says that joins accounts to people
  std::optional<domain::Instant> logout_made;  ///< when logout tokens were made; nothing: now
  std::optional<domain::Instant> seen;         ///< when the person proved there who they are; nothing: now
  bool says_when = true;                       ///< `auth_time` is among the claims
  bool away = false;

 private:
  domain::TokenClaims common(domain::Instant made) const {
    domain::TokenClaims claims;
    claims.issuer = terms_.issuer;
    claims.audience = {terms_.client_id};
    claims.session = "there";
    claims.issued = made;
    claims.expires = made.plus(std::chrono::minutes(2));
    return claims;
  }

  const usecases::World& world_;
  usecases::ProviderTerms terms_;
};

}  // namespace formulary::tests
