// What a token of the hospital's identity provider says, once its signature was found good: OpenID Connect Core 1.0,
// section 2, and Back-Channel Logout 1.0, section 2.4. Says nothing about whether that is acceptable (check_token.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/domain/time.hpp"

namespace formulary::domain {

struct TokenClaims {
  std::string type;  ///< `typ` of the header in lower case, without `application/`; empty: not said
  std::optional<std::string> issuer;
  std::optional<std::string> subject;
  std::vector<std::string> audience;
  std::optional<std::string> authorized_party;  ///< azp
  std::optional<std::string> nonce;
  std::optional<std::string> access_token_hash;  ///< at_hash
  std::optional<std::string> context;            ///< acr
  std::vector<std::string> methods;              ///< amr
  std::optional<std::string> session;            ///< sid
  std::optional<std::string> token_id;           ///< jti
  std::optional<std::string> link;               ///< the claim that joins people to their accounts, where one is set
  std::optional<std::string> name;
  std::optional<std::string> preferred_name;
  std::optional<Instant> expires;
  std::optional<Instant> not_before;
  std::optional<Instant> issued;
  std::optional<Instant> authenticated;  ///< auth_time
  bool events = false;                   ///< there is a member `events`
  bool logout_event = false;             ///< and it has the one of back-channel logout
};

}  // namespace formulary::domain
