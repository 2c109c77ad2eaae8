#include "service/usecases/settle_person.hpp"

#include <algorithm>
#include <set>

#include "service/domain/scim/grants.hpp"
#include "service/usecases/end_access.hpp"
#include "service/usecases/identity_alarm.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

namespace scim = domain::scim;

constexpr std::size_t longest_name = 200;

std::string shortened(std::string text) {
  if (text.size() <= longest_name) return text;
  std::size_t end = longest_name;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // never inside a character
  text.resize(end);
  return text;
}

bool is_for(const GroupMapping& mapping, const ProvisionedGroup& group) {
  return mapping.group == group.id || scim::same_folded(mapping.group, group.display_name);
}

scim::Granted granted_to(const domain::PersonId& person, const std::vector<GroupMapping>& mappings,
                         Provisioning& provisioning) {
  std::vector<scim::Grant> grants;
  for (const ProvisionedGroup& group : provisioning.groups_of(person)) {
    for (const GroupMapping& mapping : mappings) {
      if (is_for(mapping, group)) grants.push_back({mapping.roles, mapping.domains, mapping.department});
    }
  }
  return scim::combined(grants);
}

template <class Value>
std::string words_of(const std::vector<Value>& values) {
  std::string words;
  for (const Value value : values) words += (words.empty() ? "" : " ") + std::string(to_text(value));
  return words;
}

/// Roles and domains in one line of the audit log.
std::string grant_words(const domain::Person& person) {
  const std::string domains = words_of(person.domains);
  return words_of(person.roles) + (domains.empty() ? std::string() : ": " + domains);
}

void note_grant(Transaction& transaction, const World& world, const domain::Actor& actor, const domain::Person& before,
                const domain::Person& after) {
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = "person.grant";
  entry.object_type = "person";
  entry.object_id = after.id.value;
  entry.from = grant_words(before);
  entry.to = grant_words(after);
  entry.at = world.present().now;
  transaction.audit().append(entry);
}

bool administers(const domain::Person& person) { return person.active() && person.has(domain::Role::administrator); }

}  // namespace

std::string shown_name(const scim::Value& attributes) {
  std::string name = attributes.text_at("displayName");
  if (const scim::Value* parts = attributes.find("name"); name.empty() && parts != nullptr) {
    name = parts->text_at("formatted");
    if (name.empty()) {
      const std::string given = parts->text_at("givenName"), family = parts->text_at("familyName");
      name = given + (given.empty() || family.empty() ? "" : " ") + family;
    }
  }
  if (name.empty()) name = attributes.text_at("userName");
  return shortened(std::move(name));
}

void settle_person(Transaction& transaction, World& world, const domain::Actor& actor, const ProvisionedUser& before,
                   ProvisionedUser& user, Roles roles) {
  Provisioning& provisioning = transaction.provisioning();
  const auto found = transaction.people().find(user.person);
  if (!found) return;
  const domain::Person was = *found;
  domain::Person person = was;
  person.display_name = shown_name(user.attributes);

  // The provider's lock and an administrator's are two; the provider opens only its own.
  if (!user.active && before.active) user.locks = was.active();
  if (!user.active && was.active()) person.disabled = world.present().now;
  if (user.active && user.locks) {
    person.disabled.reset();
    user.locks = false;
  }

  const auto mappings = provisioning.mappings();
  if (!mappings.empty() || roles == Roles::from_groups) {
    scim::Granted granted = granted_to(user.person, mappings, provisioning);
    person.roles = std::move(granted.roles);
    person.domains = std::move(granted.domains);
    person.department = granted.department;
    if (granted.roles_exclude) raise_alarm(transaction, world, actor, alarm::roles_exclude, user.person.value);
    if (granted.departments_disagree) {
      raise_alarm(transaction, world, actor, alarm::departments_disagree, user.person.value);
    }
  }
  const std::set<domain::Role> roles_before(was.roles.begin(), was.roles.end());
  const std::set<domain::ReviewDomain> domains_before(was.domains.begin(), was.domains.end());
  const bool regranted = roles_before != std::set<domain::Role>(person.roles.begin(), person.roles.end()) ||
                         domains_before != std::set<domain::ReviewDomain>(person.domains.begin(), person.domains.end());
  const bool relocked = was.disabled != person.disabled;
  if (!regranted && !relocked && was.display_name == person.display_name && was.department == person.department) return;

  transaction.people().update(person);
  if (regranted) note_grant(transaction, world, actor, was, person);
  if (relocked) {
    note(transaction, world, actor, person.active() ? "person.enable" : "person.disable", "person", person.id.value);
  }
  if (!person.active() || (person.roles.empty() && !was.roles.empty())) {
    end_access(transaction, world, actor, person.id, "The identity provider has ended this person's access.");
  } else if (regranted || relocked) {
    transaction.people().end_sessions_of(person.id);  // the next log-in carries the new roles
    end_votes(transaction, world, actor, person.id, "The identity provider has changed what this person may do.");
  }
  if (administers(was) && !administers(person) && transaction.people().active_administrators() == 0) {
    raise_alarm(transaction, world, actor, alarm::no_administrator_left, {});
  }
}

void settle_members(Transaction& transaction, World& world, const domain::Actor& actor, const std::string& group,
                    Roles roles) {
  Provisioning& provisioning = transaction.provisioning();
  auto found = provisioning.find_group(group);
  if (!found) found = provisioning.find_group_by_name(group);
  if (!found) return;
  for (const domain::PersonId& member : provisioning.members(found->id)) {
    auto user = provisioning.find_user(member);
    if (!user) continue;
    const ProvisionedUser before = *user;
    settle_person(transaction, world, actor, before, *user, roles);
    if (user->locks != before.locks) provisioning.update(*user);
  }
}

}  // namespace formulary::usecases
