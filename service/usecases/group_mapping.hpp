// What administrators say that a group of the identity provider may do here. It counts for the group's members at once,
// and so does its end. Where it is to decide, two administrators say so, and two end it: without one of two groups that
// exclude each other, the other one counts.
#pragma once

#include <variant>

#include "service/domain/actor.hpp"
#include "service/domain/scim/grants.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"
#include "service/usecases/propose.hpp"

namespace formulary::usecases {

/// `group`: display name or id; it need not exist yet.
domain::Result<DoneOrFiled<GroupMapping>> create_group_mapping(Transaction& transaction, World& world,
                                                               AccountRules rules, const domain::Actor& actor,
                                                               const std::string& group,
                                                               const domain::scim::Grant& grant);
domain::Result<DoneOrFiled<std::monostate>> remove_group_mapping(Transaction& transaction, World& world,
                                                                 AccountRules rules, const domain::Actor& actor,
                                                                 const std::string& id);

/// What both come to once it is settled. Refusals: invalid, not_found.
domain::Result<void> check_mapping(Transaction& transaction, const GroupMapping& mapping);
void put_mapping(Transaction& transaction, World& world, const domain::Actor& actor, const GroupMapping& mapping);
void take_mapping(Transaction& transaction, World& world, const domain::Actor& actor, const GroupMapping& mapping);
std::optional<GroupMapping> find_mapping(Transaction& transaction, const std::string& id);

}  // namespace formulary::usecases
