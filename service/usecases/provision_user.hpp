// What an identity provider does with its users (RFC 7644, sections 3.3, 3.5, 3.6). A user is a person without a
// password here; nobody of the registry's own accounts can be reached this way. Each verb is one transaction with its
// audit entries, and what takes access away ends sessions, tokens and open votes in it.
#pragma once

#include "service/domain/actor.hpp"
#include "service/domain/scim/fault.hpp"
#include "service/domain/scim/patch.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// Refuses (uniqueness) a userName that anybody here has as their login.
domain::scim::Outcome<ProvisionedUser> create_user(Transaction& transaction, World& world, const domain::Actor& actor,
                                                   const domain::scim::Value& resource);

/// All of it; `active` that is absent stays as it is.
domain::scim::Outcome<ProvisionedUser> replace_user(Transaction& transaction, World& world, const domain::Actor& actor,
                                                    const domain::PersonId& id, const domain::scim::Value& resource);

domain::scim::Outcome<ProvisionedUser> patch_user(Transaction& transaction, World& world, const domain::Actor& actor,
                                                  const domain::PersonId& id,
                                                  const std::vector<domain::scim::Operation>& operations);

/// The person is locked out for good, and stays for the sake of what they did. Their userName is free again, for
/// somebody else.
domain::scim::Outcome<void> remove_user(Transaction& transaction, World& world, const domain::Actor& actor,
                                        const domain::PersonId& id);

domain::scim::Outcome<ProvisionedUser> find_user(Transaction& transaction, const domain::PersonId& id);

}  // namespace formulary::usecases
