// What administrators say that a group of the identity provider may do here. It counts for the group's members at once,
// and so does its end.
#pragma once

#include "service/domain/actor.hpp"
#include "service/domain/scim/grants.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// `group`: display name or id; it need not exist yet.
domain::Result<GroupMapping> create_group_mapping(Transaction& transaction, World& world, const domain::Actor& actor,
                                                  const std::string& group, const domain::scim::Grant& grant);
domain::Result<void> remove_group_mapping(Transaction& transaction, World& world, const domain::Actor& actor,
                                          const std::string& id);

}  // namespace formulary::usecases
