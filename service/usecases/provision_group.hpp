// What an identity provider does with its groups. Who comes in or goes out gets or loses at once what administrators
// mapped to the group.
#pragma once

#include <string>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/domain/scim/fault.hpp"
#include "service/domain/scim/patch.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

domain::scim::Outcome<ProvisionedGroup> create_group(Transaction& transaction, World& world, const domain::Actor& actor,
                                                     const domain::scim::Value& resource);
/// All of it: without `members`, nobody is in it any more.
domain::scim::Outcome<ProvisionedGroup> replace_group(Transaction& transaction, World& world,
                                                      const domain::Actor& actor, const std::string& id,
                                                      const domain::scim::Value& resource);
domain::scim::Outcome<ProvisionedGroup> patch_group(Transaction& transaction, World& world, const domain::Actor& actor,
                                                    const std::string& id,
                                                    const std::vector<domain::scim::Operation>& operations);
domain::scim::Outcome<void> remove_group(Transaction& transaction, World& world, const domain::Actor& actor,
                                         const std::string& id);

domain::scim::Outcome<ProvisionedGroup> find_group(Transaction& transaction, const std::string& id);

}  // namespace formulary::usecases
