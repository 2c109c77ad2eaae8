// Makes and revokes API tokens. A token dies with its owner, never may do more than its owner, and its secret is shown
// once.
#pragma once

#include <string>
#include <vector>

#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"
#include "service/usecases/propose.hpp"

namespace formulary::usecases {

struct NewToken {
  std::string name;
  std::vector<domain::Scope> scopes;
  int days = 90;
  domain::PersonId owner{};             ///< empty: the actor
  std::vector<std::string> networks{};  ///< where it may be used from, in CIDR notation; empty: anywhere
};

struct CreatedToken {
  Token token;
  std::string secret;  ///< `fmly_` + 43 base62 + 6 base62 of the CRC-32
};

/// A token with which an identity provider says who people are takes two administrators: who confirms gets it.
domain::Result<DoneOrFiled<CreatedToken>> create_token(Transaction& transaction, World& world, AccountRules rules,
                                                       const domain::Actor& actor, const NewToken& request);
/// The owner. Refusals: invalid, not_found, forbidden.
domain::Result<domain::Person> check_token(Transaction& transaction, const domain::Actor& actor,
                                           const NewToken& request);
CreatedToken put_token(Transaction& transaction, World& world, const domain::Actor& actor, const NewToken& request);

domain::Result<void> revoke_token(Transaction& transaction, World& world, const domain::Actor& actor,
                                  const domain::TokenId& id);

/// The token text for 43 base62 characters of randomness (GitHub's scheme: CRC-32 of the body, base62, six digits).
std::string token_text(std::string_view body);
/// True when prefix, length, alphabet and checksum fit: a cheap first look before any database is asked.
bool looks_like_token(std::string_view text);

}  // namespace formulary::usecases
