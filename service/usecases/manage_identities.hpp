// Which account at the identity provider a person signs in with. Linked by hand here, at a first sign-in (sign_in.hpp),
// or expected because provisioning said so. Whoever links an account gives away all that the person may do: nobody
// links their own, it takes two administrators, and everything the person had open ends.
#pragma once

#include <string>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"
#include "service/usecases/propose.hpp"

namespace formulary::usecases {

/// Either what the provider calls the account (`sub`), or what its first sign-in will say in the claim that joins
/// accounts to people; the other is empty.
struct IdentityLink {
  std::string issuer;
  std::string subject;
  std::string link;
};

/// Refusals: invalid, forbidden (one's own), not_found, conflict (either of the two has a link).
domain::Result<Filed> link_identity(Transaction& transaction, World& world, AccountRules rules,
                                    const domain::Actor& actor, const domain::PersonId& person,
                                    const IdentityLink& link);

/// Takes away both, and ends the person's sessions. Refusals: forbidden (one's own), not_found.
domain::Result<Filed> unlink_identity(Transaction& transaction, World& world, AccountRules rules,
                                      const domain::Actor& actor, const domain::PersonId& person);

/// What both come to once they are confirmed.
domain::Result<void> check_link(Transaction& transaction, const domain::PersonId& person, const IdentityLink& link);
void put_link(Transaction& transaction, World& world, const domain::Actor& actor, const domain::PersonId& person,
              const IdentityLink& link);
void take_link(Transaction& transaction, World& world, const domain::Actor& actor, const domain::PersonId& person);

}  // namespace formulary::usecases
