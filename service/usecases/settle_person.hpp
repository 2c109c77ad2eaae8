// Brings a person into line with what the identity provider says of them: name, lock, and the roles, review domains and
// department that follow from their groups. The provider grants, through groups that administrators mapped; while
// nothing is mapped, roles are the administrators' business. What is taken away is gone with the next request.
#pragma once

#include "service/domain/actor.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// `from_groups`: roles follow from groups even when the last mapping is just gone.
enum class Roles : bool { as_mapped, from_groups };

/// `before`: what the provider said until now; the same as `user` where only groups have changed.
void settle_person(Transaction& transaction, World& world, const domain::Actor& actor, const ProvisionedUser& before,
                   ProvisionedUser& user, Roles roles = Roles::as_mapped);

/// The same for everybody who is in `group`, or in a group of this name.
void settle_members(Transaction& transaction, World& world, const domain::Actor& actor, const std::string& group,
                    Roles roles = Roles::as_mapped);

/// What is shown as the person's name.
std::string shown_name(const domain::scim::Value& attributes);

}  // namespace formulary::usecases
