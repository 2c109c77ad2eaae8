// The claims of tokens, checked one after another: all must hold. Pure; the signature was verified before, and whether
// a state or a logout token was used already is asked elsewhere.
//
// To add a check: a line in token_checks.def and its row in check_token.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/domain/sign_in/token_claims.hpp"

namespace formulary::domain {

enum class TokenCheck : std::uint8_t {
#define TOKEN_CHECK(name, sentence) name,
#include "service/domain/sign_in/token_checks.def"
#undef TOKEN_CHECK
};
std::string_view to_text(TokenCheck check);

/// Clocks of two machines may differ by this much.
inline constexpr std::int64_t token_skew_ms = 60'000;
/// How long a sign-in may take, and how old the token at its end may be.
inline constexpr std::int64_t sign_in_ms = 10LL * 60'000;

struct TokenExpectation {
  std::string issuer;
  std::string client_id;
  std::string nonce;                             ///< of the sign-in; an empty one fits nothing
  std::optional<std::int64_t> max_age_ms;        ///< asked of the provider: then the token has to say `auth_time`
  std::optional<std::string> access_token_hash;  ///< computed from the access token that came along
  Instant now;
};

/// The first check that an ID token fails; nothing when all hold.
std::optional<TokenCheck> check_id_token(const TokenClaims& claims, const TokenExpectation& expected);

/// The same for a logout token. `nonce`, `max_age_ms` and `access_token_hash` are not looked at.
std::optional<TokenCheck> check_logout_token(const TokenClaims& claims, const TokenExpectation& expected);

}  // namespace formulary::domain
