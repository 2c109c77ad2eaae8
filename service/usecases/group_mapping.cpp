#include "service/usecases/group_mapping.hpp"

#include <algorithm>

#include "service/usecases/record.hpp"
#include "service/usecases/settle_person.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

bool gives_decisions(const GroupMapping& mapping) { return domain::decides(mapping.roles) || !mapping.domains.empty(); }

/// What a mapping says, as lists: of one that is not there, nothing.
std::vector<domain::Alteration> alterations(const GroupMapping& before, const GroupMapping& after) {
  const auto one = [](const std::string& text) {
    return text.empty() ? std::vector<std::string>() : std::vector{text};
  };
  std::vector<domain::Alteration> changes;
  alter(changes, "group", one(before.group), one(after.group));
  alter(changes, "roles", domain::texts_of(before.roles), domain::texts_of(after.roles));
  alter(changes, "domains", domain::texts_of(before.domains), domain::texts_of(after.domains));
  alter(changes, "department", one(before.department.value), one(after.department.value));
  return changes;
}

}  // namespace

domain::Result<void> check_mapping(Transaction& transaction, const GroupMapping& mapping) {
  if (mapping.group.empty() || mapping.group.size() > 1000) {
    return domain::refuse(RefusalCode::invalid, "Name the group as the identity provider does.", "/group");
  }
  if (const auto fits = domain::scim::check_grant({mapping.roles, mapping.domains, mapping.department}); !fits) {
    return std::unexpected(fits.error());
  }
  if (!mapping.department.empty() && !transaction.people().find_department(mapping.department)) {
    return domain::refuse(RefusalCode::not_found, "There is no such department.", "/department");
  }
  return {};
}

void put_mapping(Transaction& transaction, World& world, const domain::Actor& actor, const GroupMapping& mapping) {
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
    settle_members(transaction, world, actor, mapping.group);
  }
}

void take_mapping(Transaction& transaction, World& world, const domain::Actor& actor, const GroupMapping& mapping) {
  transaction.provisioning().remove_mapping(mapping.id);
  note(transaction, world, actor, "group_mapping.remove", "group_mapping", mapping.id);
  settle_members(transaction, world, actor, mapping.group, Roles::from_groups);
}

std::optional<GroupMapping> find_mapping(Transaction& transaction, const std::string& id) {
  const auto mappings = transaction.provisioning().mappings();
  const auto found = std::ranges::find(mappings, id, &GroupMapping::id);
  return found == mappings.end() ? std::nullopt : std::optional(*found);
}

domain::Result<DoneOrFiled<GroupMapping>> create_group_mapping(Transaction& transaction, World& world,
                                                               AccountRules rules, const domain::Actor& actor,
                                                               const std::string& group,
                                                               const domain::scim::Grant& grant) {
  GroupMapping mapping;
  mapping.id = world.new_id();
  mapping.group = group;
  mapping.roles = grant.roles;
  mapping.domains = grant.domains;
  mapping.department = grant.department;
  mapping.created = world.present().now;
  mapping.creator = actor.id;
  if (const auto fits = check_mapping(transaction, mapping); !fits) return std::unexpected(fits.error());
  if (!gives_decisions(mapping)) {
    put_mapping(transaction, world, actor, mapping);
    return mapping;
  }
  const auto filed = propose(
      transaction, world, rules, actor,
      {.kind = domain::ProposalKind::create_group_mapping, .subject = mapping.id, .changes = alterations({}, mapping)});
  if (!filed) return std::unexpected(filed.error());
  return *filed;
}

domain::Result<DoneOrFiled<std::monostate>> remove_group_mapping(Transaction& transaction, World& world,
                                                                 AccountRules rules, const domain::Actor& actor,
                                                                 const std::string& id) {
  const auto mapping = find_mapping(transaction, id);
  if (!mapping) return domain::refuse(RefusalCode::not_found, "There is no mapping with this id.");
  if (!gives_decisions(*mapping)) {
    take_mapping(transaction, world, actor, *mapping);
    return std::monostate();
  }
  const auto filed = propose(transaction, world, rules, actor,
                             {.kind = domain::ProposalKind::remove_group_mapping,
                              .subject = id,
                              .basis = 1,
                              .changes = alterations(*mapping, {})});
  if (!filed) return std::unexpected(filed.error());
  return *filed;
}

}  // namespace formulary::usecases
