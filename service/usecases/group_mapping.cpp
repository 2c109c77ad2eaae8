#include "service/usecases/group_mapping.hpp"

#include <algorithm>

#include "service/usecases/record.hpp"
#include "service/usecases/settle_person.hpp"

namespace formulary::usecases {

using domain::RefusalCode;

domain::Result<GroupMapping> create_group_mapping(Transaction& transaction, World& world, const domain::Actor& actor,
                                                  const std::string& group, const domain::scim::Grant& grant) {
  if (group.empty() || group.size() > 1000) {
    return domain::refuse(RefusalCode::invalid, "Name the group as the identity provider does.", "/group");
  }
  if (const auto fits = domain::scim::check_grant(grant); !fits) return std::unexpected(fits.error());
  if (!grant.department.empty() && !transaction.people().find_department(grant.department)) {
    return domain::refuse(RefusalCode::not_found, "There is no such department.", "/department");
  }
  GroupMapping mapping;
  mapping.id = world.new_id();
  mapping.group = group;
  mapping.roles = grant.roles;
  mapping.domains = grant.domains;
  mapping.department = grant.department;
  mapping.created = world.present().now;
  mapping.creator = actor.id;
  const bool first = transaction.provisioning().mappings().empty();
  transaction.provisioning().insert(mapping);
  note(transaction, world, actor, "group_mapping.create", "group_mapping", mapping.id);
  if (first) {
    // From now on roles follow from groups: for everybody, not only for the members of this one.
    constexpr std::int64_t page = 500;
    for (std::int64_t at = 0; at < transaction.provisioning().count_users(); at += page) {
      for (ProvisionedUser& user : transaction.provisioning().list_users(at, page)) {
        settle_person(transaction, world, actor, user, user);
      }
    }
  } else {
    settle_members(transaction, world, actor, group);
  }
  return mapping;
}

domain::Result<void> remove_group_mapping(Transaction& transaction, World& world, const domain::Actor& actor,
                                          const std::string& id) {
  const auto mappings = transaction.provisioning().mappings();
  const auto found = std::ranges::find(mappings, id, &GroupMapping::id);
  if (found == mappings.end()) return domain::refuse(RefusalCode::not_found, "There is no mapping with this id.");
  transaction.provisioning().remove_mapping(id);
  note(transaction, world, actor, "group_mapping.remove", "group_mapping", id);
  settle_members(transaction, world, actor, found->group, Roles::from_groups);
  return {};
}

}  // namespace formulary::usecases
