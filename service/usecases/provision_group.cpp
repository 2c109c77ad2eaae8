#include "service/usecases/provision_group.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "service/domain/scim/shape.hpp"
#include "service/usecases/record.hpp"
#include "service/usecases/settle_person.hpp"

namespace formulary::usecases {
namespace {

namespace scim = domain::scim;
using scim::FaultKind;
using scim::Outcome;

/// Writes name, id and members of `attributes` into `group`, and settles everybody whom that concerns.
Outcome<void> take_over(Transaction& transaction, World& world, const domain::Actor& actor, ProvisionedGroup& group,
                        const scim::Value& attributes, bool fresh) {
  Provisioning& provisioning = transaction.provisioning();
  const std::string name = attributes.text_at("displayName");
  if (name.find_first_not_of(' ') == std::string::npos || name.size() > 1000) {
    return scim::fault(FaultKind::invalid_value, "`displayName` is a text of 1 to 1000 bytes.", "displayName");
  }
  if (const auto other = provisioning.find_group_by_name(name); other && other->id != group.id) {
    return scim::fault(FaultKind::uniqueness, "There is already a group of this displayName.", "displayName");
  }
  std::set<domain::PersonId> wanted;
  if (const scim::Value* members = attributes.find("members")) {
    for (const scim::Value& member : members->items()) {
      const domain::PersonId id{scim::folded(member.text_at("value"))};
      wanted.insert(id);
    }
  }
  std::set<domain::PersonId> present;
  if (!fresh) {
    const auto members = provisioning.members(group.id);
    present.insert(members.begin(), members.end());
  }
  std::vector<domain::PersonId> joined, left;
  std::ranges::set_difference(wanted, present, std::back_inserter(joined));
  std::ranges::set_difference(present, wanted, std::back_inserter(left));
  for (const domain::PersonId& id : joined) {
    if (provisioning.find_user(id)) continue;
    return scim::fault(FaultKind::invalid_value,
                       "A member is no user of the identity provider here. Send its users first.", "members");
  }

  const bool renamed = fresh || name != group.display_name;
  const std::string external_id = attributes.text_at("externalId");
  if (!renamed && external_id == group.external_id && joined.empty() && left.empty()) return {};
  group.display_name = name;
  group.external_id = external_id;
  group.modified = world.present().now;
  if (fresh) {
    provisioning.insert(group);
  } else {
    provisioning.update(group);
  }
  for (const domain::PersonId& id : joined) provisioning.add_member(group.id, id);
  for (const domain::PersonId& id : left) provisioning.remove_member(group.id, id);
  note(transaction, world, actor, fresh ? "group.create" : "group.change", "group", group.id);

  std::set<domain::PersonId> concerned(left.begin(), left.end());
  concerned.insert(joined.begin(), joined.end());
  if (renamed) concerned.insert(wanted.begin(), wanted.end());
  for (const domain::PersonId& id : concerned) {
    auto user = provisioning.find_user(id);
    if (user) settle_person(transaction, world, actor, *user, *user);
  }
  return {};
}

}  // namespace

Outcome<ProvisionedGroup> find_group(Transaction& transaction, const std::string& id) {
  auto group = transaction.provisioning().find_group(id);
  if (!group) return scim::fault(FaultKind::not_found, "There is no group with this id.");
  return std::move(*group);
}

Outcome<ProvisionedGroup> create_group(Transaction& transaction, World& world, const domain::Actor& actor,
                                       const scim::Value& resource) {
  const auto attributes = scim::shaped(resource, scim::ResourceKind::group);
  if (!attributes) return std::unexpected(attributes.error());
  ProvisionedGroup group;
  group.id = world.new_id();
  group.created = world.present().now;
  if (const auto done = take_over(transaction, world, actor, group, *attributes, true); !done) {
    return std::unexpected(done.error());
  }
  return group;
}

Outcome<ProvisionedGroup> replace_group(Transaction& transaction, World& world, const domain::Actor& actor,
                                        const std::string& id, const scim::Value& resource) {
  auto group = find_group(transaction, id);
  if (!group) return group;
  const auto attributes = scim::shaped(resource, scim::ResourceKind::group);
  if (!attributes) return std::unexpected(attributes.error());
  if (const auto done = take_over(transaction, world, actor, *group, *attributes, false); !done) {
    return std::unexpected(done.error());
  }
  return group;
}

Outcome<ProvisionedGroup> patch_group(Transaction& transaction, World& world, const domain::Actor& actor,
                                      const std::string& id, const std::vector<scim::Operation>& operations) {
  auto group = find_group(transaction, id);
  if (!group) return group;
  scim::Value resource = scim::Value::object();
  resource.set("displayName", group->display_name);
  if (!group->external_id.empty()) resource.set("externalId", group->external_id);
  scim::Value members = scim::Value::list();
  for (const domain::PersonId& member : transaction.provisioning().members(id)) {
    scim::Value item = scim::Value::object();
    item.set("value", member.value);
    members.items().push_back(std::move(item));
  }
  resource.set("members", std::move(members));
  const auto attributes = scim::patched(resource, operations, scim::ResourceKind::group);
  if (!attributes) return std::unexpected(attributes.error());
  if (const auto done = take_over(transaction, world, actor, *group, *attributes, false); !done) {
    return std::unexpected(done.error());
  }
  return group;
}

Outcome<void> remove_group(Transaction& transaction, World& world, const domain::Actor& actor, const std::string& id) {
  const auto group = find_group(transaction, id);
  if (!group) return std::unexpected(group.error());
  const auto members = transaction.provisioning().members(id);
  transaction.provisioning().remove_group(id);
  note(transaction, world, actor, "group.remove", "group", id);
  for (const domain::PersonId& member : members) {
    auto user = transaction.provisioning().find_user(member);
    if (user) settle_person(transaction, world, actor, *user, *user);
  }
  return {};
}

}  // namespace formulary::usecases
