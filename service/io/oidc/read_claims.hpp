// The claims of a token as the domain sees them (OpenID Connect Core 1.0 section 2, RFC 7519 section 4.1, Back-Channel
// Logout 1.0 section 2.4). A claim of another type than its standard says makes the whole token unreadable: nothing is
// guessed.
#pragma once

#include <optional>
#include <string>

#include "service/domain/sign_in/token_claims.hpp"
#include "service/io/oidc/strict_json.hpp"

namespace formulary::io::oidc {

/// `link_claim` names the claim that joins accounts to people; empty: none does.
std::optional<domain::TokenClaims> read_claims(const Json& claims, const std::string& type,
                                               const std::string& link_claim);

}  // namespace formulary::io::oidc
