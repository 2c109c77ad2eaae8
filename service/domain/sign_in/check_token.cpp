#include "service/domain/sign_in/check_token.hpp"

#include <algorithm>
#include <span>

namespace formulary::domain {
namespace {

using Holds = bool (*)(const TokenClaims&, const TokenExpectation&);

struct Row {
  TokenCheck check;
  Holds holds;
};

bool issuer(const TokenClaims& claims, const TokenExpectation& expected) {
  return !expected.issuer.empty() && claims.issuer == expected.issuer;
}

bool audience(const TokenClaims& claims, const TokenExpectation& expected) {
  return !expected.client_id.empty() && std::ranges::find(claims.audience, expected.client_id) != claims.audience.end();
}

/// Core 3.1.3.7, items 4 and 5.
bool authorized_party(const TokenClaims& claims, const TokenExpectation& expected) {
  if (claims.audience.size() > 1 && !claims.authorized_party) return false;
  return !claims.authorized_party || *claims.authorized_party == expected.client_id;
}

/// Core 2: at most 255 ASCII characters.
bool is_subject(const std::string& text) {
  return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}
bool subject(const TokenClaims& claims, const TokenExpectation&) {
  return claims.subject && is_subject(*claims.subject);
}

bool expiry(const TokenClaims& claims, const TokenExpectation& expected) {
  return claims.expires && expected.now.ms < claims.expires->ms + token_skew_ms;
}

bool not_before(const TokenClaims& claims, const TokenExpectation& expected) {
  return !claims.not_before || claims.not_before->ms <= expected.now.ms + token_skew_ms;
}

bool issued(const TokenClaims& claims, const TokenExpectation& expected) {
  return claims.issued && claims.issued->ms <= expected.now.ms + token_skew_ms &&
         claims.issued->ms >= expected.now.ms - sign_in_ms - token_skew_ms;
}

constexpr Row id_token_rows[] = {
    // RFC 8725 section 3.11: a token that says it is of another kind is not an ID token.
    {TokenCheck::type,
     [](const TokenClaims& claims, const TokenExpectation&) { return claims.type.empty() || claims.type == "jwt"; }},
    {TokenCheck::event, [](const TokenClaims& claims, const TokenExpectation&) { return !claims.events; }},
    {TokenCheck::issuer, &issuer},
    {TokenCheck::audience, &audience},
    {TokenCheck::authorized_party, &authorized_party},
    {TokenCheck::subject, &subject},
    {TokenCheck::expiry, &expiry},
    {TokenCheck::not_before, &not_before},
    {TokenCheck::issued, &issued},
    {TokenCheck::nonce,
     [](const TokenClaims& claims, const TokenExpectation& expected) {
       return !expected.nonce.empty() && claims.nonce == expected.nonce;
     }},
    {TokenCheck::auth_time,
     [](const TokenClaims& claims, const TokenExpectation& expected) {
       if (claims.authenticated && claims.authenticated->ms > expected.now.ms + token_skew_ms) return false;
       if (!expected.max_age_ms) return true;
       return claims.authenticated &&
              expected.now.ms <= claims.authenticated->ms + *expected.max_age_ms + token_skew_ms;
     }},
    {TokenCheck::at_hash,
     [](const TokenClaims& claims, const TokenExpectation& expected) {
       return !claims.access_token_hash || claims.access_token_hash == expected.access_token_hash;
     }},
};

constexpr Row logout_token_rows[] = {
    {TokenCheck::type, [](const TokenClaims& claims, const TokenExpectation&) { return claims.type == "logout+jwt"; }},
    {TokenCheck::event, [](const TokenClaims& claims, const TokenExpectation&) { return claims.logout_event; }},
    {TokenCheck::issuer, &issuer},
    {TokenCheck::audience, &audience},
    {TokenCheck::authorized_party, &authorized_party},
    {TokenCheck::expiry, &expiry},
    {TokenCheck::not_before, &not_before},
    {TokenCheck::issued, &issued},
    {TokenCheck::nonce, [](const TokenClaims& claims, const TokenExpectation&) { return !claims.nonce; }},
    {TokenCheck::token_id,
     [](const TokenClaims& claims, const TokenExpectation&) {
       return claims.token_id && !claims.token_id->empty() && claims.token_id->size() <= 255;
     }},
    {TokenCheck::target,
     [](const TokenClaims& claims, const TokenExpectation&) {
       const bool person = claims.subject && is_subject(*claims.subject);
       const bool session = claims.session && !claims.session->empty() && claims.session->size() <= 255;
       return (person || session) && (person || !claims.subject) && (session || !claims.session);
     }},
};

std::optional<TokenCheck> first_failed(std::span<const Row> rows, const TokenClaims& claims,
                                       const TokenExpectation& expected) {
  const auto failed = std::ranges::find_if(rows, [&](const Row& row) { return !row.holds(claims, expected); });
  return failed == rows.end() ? std::nullopt : std::optional(failed->check);
}

}  // namespace

std::string_view to_text(TokenCheck check) {
  switch (check) {
#define TOKEN_CHECK(name, sentence) \
  case TokenCheck::name:            \
    return #name;
#include "service/domain/sign_in/token_checks.def"
#undef TOKEN_CHECK
  }
  return "unknown";
}

std::optional<TokenCheck> check_id_token(const TokenClaims& claims, const TokenExpectation& expected) {
  return first_failed(id_token_rows, claims, expected);
}

std::optional<TokenCheck> check_logout_token(const TokenClaims& claims, const TokenExpectation& expected) {
  return first_failed(logout_token_rows, claims, expected);
}

}  // namespace formulary::domain
