// The hospital's identity provider over the network: OpenID Connect Discovery 1.0, its key set, and the token endpoint
// (OpenID Connect Core 1.0, section 3.1.3). Promises: the provider's own `issuer` is the configured one, byte for byte;
// keys are looked up again at most once a minute; a provider that does not answer is not asked again for a few seconds;
// nothing of a token is kept. Safe to use from several threads.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "service/usecases/ports/identity_provider.hpp"

namespace formulary::io::oidc {

/// One exchange with the provider, over TLS, without redirects, bounded in size and time. Status 0: there was no
/// answer.
struct Exchange {
  int status = 0;
  std::string body;
};
using Send =
    std::function<Exchange(const std::string& method, const std::string& address,
                           const std::vector<std::pair<std::string, std::string>>& headers, const std::string& body)>;

struct ProviderOptions {
  usecases::ProviderTerms terms;
  std::string redirect_address;  ///< where the provider sends browsers back to: https://host/auth/callback
  std::string after_logout;      ///< where it sends them after its own log-out
  std::string scopes = "openid profile";
  std::string contexts;                 ///< acr_values to ask for; may be empty
  std::string link_claim;               ///< joins accounts to people; empty: none does
  std::string client_secret;            ///< for client_secret_basic ...
  std::string private_key;              ///< ... or PEM, for private_key_jwt
  std::string key_id;                   ///< kid of the private key; may be empty
  std::function<std::string()> new_id;  ///< for names of assertions
  std::function<std::int64_t()> now;    ///< milliseconds since 1970
};

/// Throws std::invalid_argument when the options make no sense (no https issuer, unusable key).
std::unique_ptr<usecases::IdentityProvider> open(ProviderOptions options, Send send);

}  // namespace formulary::io::oidc
