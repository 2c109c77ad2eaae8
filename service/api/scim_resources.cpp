// Users and groups as SCIM shows them (RFC 7643, section 4).
#include "service/api/scim.hpp"

namespace formulary::api {
namespace {

namespace scim = domain::scim;
using scim::Value;

Value meta(std::string_view type, domain::Instant created, domain::Instant modified, std::string location) {
  Value value = Value::object();
  value.set("resourceType", type);
  value.set("created", domain::to_rfc3339(created));
  value.set("lastModified", domain::to_rfc3339(modified));
  value.set("location", std::move(location));
  return value;
}

Value schemas(std::initializer_list<scim::Schema> list) {
  Value value = Value::list();
  for (const scim::Schema schema : list) value.items().emplace_back(scim::urn_of(schema));
  return value;
}

Value reference(const std::string& id, const std::string& base, std::string_view endpoint, std::string_view display) {
  Value value = Value::object();
  value.set("value", id);
  value.set("$ref", base + std::string(endpoint) + id);
  value.set("display", display);
  return value;
}

}  // namespace

Value user_value(const Call& call, usecases::Transaction& transaction, const usecases::ProvisionedUser& user,
                 const scim::Projection& shown) {
  const std::string base = scim_base(call.request);
  const bool enterprise = user.attributes.find(scim::urn_of(scim::Schema::enterprise)) != nullptr;
  Value value = Value::object();
  value.set("schemas",
            enterprise ? schemas({scim::Schema::user, scim::Schema::enterprise}) : schemas({scim::Schema::user}));
  value.set("id", user.person.value);
  for (const scim::Member& member : user.attributes.members()) value.set(member.name, member.value);
  const auto person = transaction.people().find(user.person);
  value.set("active", user.active && person && person->active());
  if (shown.shows("groups")) {
    Value groups = Value::list();
    for (const usecases::ProvisionedGroup& group : transaction.provisioning().groups_of(user.person)) {
      Value item = reference(group.id, base, "/Groups/", group.display_name);
      item.set("type", "direct");
      groups.items().push_back(std::move(item));
    }
    if (!groups.items().empty()) value.set("groups", std::move(groups));
  }
  value.set("meta", meta("User", user.created, user.modified, base + "/Users/" + user.person.value));
  return value;
}

Value group_value(const Call& call, usecases::Transaction& transaction, const usecases::ProvisionedGroup& group,
                  bool with_members) {
  const std::string base = scim_base(call.request);
  Value value = Value::object();
  value.set("schemas", schemas({scim::Schema::group}));
  value.set("id", group.id);
  if (!group.external_id.empty()) value.set("externalId", group.external_id);
  value.set("displayName", group.display_name);
  if (with_members) {
    Value members = Value::list();
    for (const domain::PersonId& id : transaction.provisioning().members(group.id)) {
      const auto person = transaction.people().find(id);
      Value item = reference(id.value, base, "/Users/", person ? person->display_name : std::string());
      item.set("type", "User");
      members.items().push_back(std::move(item));
    }
    value.set("members", std::move(members));
  }
  value.set("meta", meta("Group", group.created, group.modified, base + "/Groups/" + group.id));
  return value;
}

}  // namespace formulary::api
