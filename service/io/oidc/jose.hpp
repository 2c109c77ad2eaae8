// A signed token (JSON Web Signature, RFC 7515, compact form) read strictly, and its signature verified with OpenSSL.
// RFC 8725 is followed: the algorithm comes from a list of ours, the key from the provider's own key set, and what the
// header says of other keys (jwk, jku, x5u, x5c) is never looked at. What the claims are worth, others decide.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "service/io/oidc/jwk.hpp"

namespace formulary::io::oidc {

inline constexpr std::size_t most_token_bytes = std::size_t{32} * 1024;

/// What it looks like, before anything of it is believed.
struct UnverifiedToken {
  Algorithm algorithm = Algorithm::rs256;
  std::string key_id;  ///< empty where it says none
  std::string type;    ///< `typ` in lower case, without `application/`
  std::string payload;
  Json claims;
  std::string_view signed_part;  ///< of the text that was read
  std::string signature;
};

/// Why a token is not accepted; a fixed word for the audit log each.
enum class TokenDefect : std::uint8_t { malformed, algorithm, critical, unknown_key, ambiguous_key, signature };
std::string_view to_text(TokenDefect defect);

/// Of any payload: there are no claims yet. `text` has to outlive what comes out.
std::expected<UnverifiedToken, TokenDefect> read_signed(std::string_view text);
/// The same of one whose payload is claims (JSON Web Token, RFC 7519).
std::expected<UnverifiedToken, TokenDefect> read_token(std::string_view text);

/// Nothing when the signature is good.
std::optional<TokenDefect> verify(const UnverifiedToken& token, std::span<const VerificationKey> keys);

/// `at_hash` of an access token (OpenID Connect Core 1.0, section 3.1.3.6); all algorithms here are with SHA-256.
std::string hash_of_access_token(std::string_view access_token);

}  // namespace formulary::io::oidc
