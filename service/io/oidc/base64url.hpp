// Base64 with the URL alphabet and without padding (RFC 4648 section 5, RFC 7515 section 2). Strict: any other
// character, padding, an impossible length or stray bits at the end make it no base64url, so that each value has one
// spelling only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formulary::io::oidc {

std::optional<std::string> decode_base64url(std::string_view text);
std::string encode_base64url(std::string_view bytes);

}  // namespace formulary::io::oidc
