// How the registry proves to the token endpoint who it is without a shared secret: private_key_jwt (OpenID Connect Core
// 1.0 section 9, RFC 7523 section 3), signed with ES256 or PS256 as the key is.
#pragma once

#include <cstdint>
#include <string>

#include "service/io/oidc/openssl.hpp"

namespace formulary::io::oidc {

/// Throws std::invalid_argument for anything but a private key on P-256 or an RSA key of at least 2048 bits.
Key read_private_key(const std::string& pem);

struct Assertion {
  std::string client_id;
  std::string audience;
  std::string id;
  std::string key_id;
  std::int64_t now = 0;  ///< seconds
};

/// Counts for a minute. Throws std::runtime_error when the machine cannot sign.
std::string sign_assertion(const Assertion& assertion, EVP_PKEY* key);

}  // namespace formulary::io::oidc
