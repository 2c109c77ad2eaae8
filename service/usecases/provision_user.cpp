#include "service/usecases/provision_user.hpp"

#include <algorithm>

#include "service/domain/scim/shape.hpp"
#include "service/usecases/record.hpp"
#include "service/usecases/settle_person.hpp"

namespace formulary::usecases {
namespace {

namespace scim = domain::scim;
using scim::FaultKind;
using scim::Outcome;

constexpr std::size_t longest_login = 200;

/// What the service itself keeps of `active`, taken out of the attributes.
bool take_active(scim::Value& attributes, bool otherwise) {
  const scim::Value* active = attributes.find("active");
  const bool value = active != nullptr && active->truth() != nullptr ? *active->truth() : otherwise;
  attributes.erase("active");
  return value;
}

Outcome<std::string> login_of(const scim::Value& attributes) {
  const std::string name = attributes.text_at("userName");
  const bool blank = name.find_first_not_of(" \t\r\n") == std::string::npos;
  if (blank || name.size() > longest_login || name.find_first_of("\t\r\n") != std::string::npos) {
    return scim::fault(FaultKind::invalid_value, "`userName` is a text of 1 to 200 bytes in one line.", "userName");
  }
  return scim::folded(name);
}

std::unexpected<scim::Fault> taken(Transaction& transaction, const std::string& login) {
  const bool ours = !transaction.provisioning().find_user_by_login(login);
  return scim::fault(FaultKind::uniqueness,
                     ours ? "The registry itself has an account with this login. An administrator has to look: one "
                            "person must not have two accounts, and a local one is never handed over silently."
                          : "There is already a user with this userName.",
                     "userName");
}

/// Who signs in with the account that the provider calls by this `externalId` is this person. One that several have
/// joins nobody but the first.
void expect_account(Transaction& transaction, const ProvisionedUser& user) {
  constexpr std::size_t longest_link = 255;
  SignIns& sign_ins = transaction.sign_ins();
  std::string link = user.attributes.text_at("externalId");
  const auto owner = sign_ins.expected(link);
  if (link.size() > longest_link || (owner && *owner != user.person)) link.clear();
  sign_ins.expect(user.person, link);
}

bool is_active(Transaction& transaction, const domain::PersonId& id) {
  const auto person = transaction.people().find(id);
  return person && person->active();
}

/// Writes `user` with `attributes` in the place of what it has.
Outcome<ProvisionedUser> change(Transaction& transaction, World& world, const domain::Actor& actor,
                                const ProvisionedUser& before, scim::Value attributes) {
  const auto login = login_of(attributes);
  if (!login) return std::unexpected(login.error());
  ProvisionedUser user = before;
  user.active = take_active(attributes, before.active);
  user.attributes = std::move(attributes);
  const std::string old = scim::folded(before.user_name());
  if (*login != old) {
    if (transaction.people().find_by_login(*login)) return taken(transaction, *login);
    transaction.provisioning().rename(user.person, *login);
  }
  const bool changed = !(user.attributes == before.attributes);
  const bool could_come_in = is_active(transaction, user.person);
  settle_person(transaction, world, actor, before, user);
  if (!changed && user.active == before.active && user.locks == before.locks) return user;
  user.modified = world.present().now;
  transaction.provisioning().update(user);
  // What the provider says of somebody whom the hospital locked out opens nothing, but it was said.
  const bool only_said = user.active != before.active && is_active(transaction, user.person) == could_come_in;
  if (changed || only_said) note(transaction, world, actor, "person.change", "person", user.person.value);
  const std::string account = before.attributes.text_at("externalId");
  if (user.attributes.text_at("externalId") != account) {
    if (!account.empty()) {  // that account is somebody else's now, and so is whoever came in with it
      transaction.sign_ins().unlink(user.person);
      transaction.people().end_sessions_of(user.person);
    }
    expect_account(transaction, user);
  }
  return user;
}

}  // namespace

Outcome<ProvisionedUser> find_user(Transaction& transaction, const domain::PersonId& id) {
  auto user = transaction.provisioning().find_user(id);
  if (!user) return scim::fault(FaultKind::not_found, "The identity provider has no user with this id here.");
  return std::move(*user);
}

Outcome<ProvisionedUser> create_user(Transaction& transaction, World& world, const domain::Actor& actor,
                                     const scim::Value& resource) {
  auto attributes = scim::shaped(resource, scim::ResourceKind::user);
  if (!attributes) return std::unexpected(attributes.error());
  const auto login = login_of(*attributes);
  if (!login) return std::unexpected(login.error());
  if (transaction.people().find_by_login(*login)) return taken(transaction, *login);

  ProvisionedUser user;
  user.person = {world.new_id()};
  user.active = take_active(*attributes, true);
  user.attributes = std::move(*attributes);
  user.created = user.modified = world.present().now;
  domain::Person person;
  person.id = user.person;
  person.login = *login;
  person.display_name = shown_name(user.attributes);
  person.created = user.created;
  transaction.people().insert(person);
  transaction.provisioning().insert(user);
  expect_account(transaction, user);
  note(transaction, world, actor, "person.provision", "person", person.id.value);
  if (!user.active) {
    ProvisionedUser before = user;
    before.active = true;
    settle_person(transaction, world, actor, before, user);
    transaction.provisioning().update(user);
  }
  return user;
}

Outcome<ProvisionedUser> replace_user(Transaction& transaction, World& world, const domain::Actor& actor,
                                      const domain::PersonId& id, const scim::Value& resource) {
  const auto before = find_user(transaction, id);
  if (!before) return before;
  auto attributes = scim::shaped(resource, scim::ResourceKind::user);
  if (!attributes) return std::unexpected(attributes.error());
  return change(transaction, world, actor, *before, std::move(*attributes));
}

Outcome<ProvisionedUser> patch_user(Transaction& transaction, World& world, const domain::Actor& actor,
                                    const domain::PersonId& id, const std::vector<scim::Operation>& operations) {
  const auto before = find_user(transaction, id);
  if (!before) return before;
  scim::Value resource = before->attributes;
  resource.set("active", before->active);
  auto attributes = scim::patched(resource, operations, scim::ResourceKind::user);
  if (!attributes) return std::unexpected(attributes.error());
  return change(transaction, world, actor, *before, std::move(*attributes));
}

Outcome<void> remove_user(Transaction& transaction, World& world, const domain::Actor& actor,
                          const domain::PersonId& id) {
  const auto before = find_user(transaction, id);
  if (!before) return std::unexpected(before.error());
  ProvisionedUser user = *before;
  user.active = false;
  for (const ProvisionedGroup& group : transaction.provisioning().groups_of(id)) {
    transaction.provisioning().remove_member(group.id, id);
  }
  settle_person(transaction, world, actor, *before, user, Roles::from_groups);
  // Somebody else may come with the same userName; the old login stays recognizable beside what was done under it.
  const std::string login = scim::folded(user.user_name());
  transaction.provisioning().rename(id, login.substr(0, longest_login - id.value.size() - 1) + "#" + id.value);
  transaction.provisioning().remove_user(id, world.present().now);
  // The account itself stays with the person who is locked out: it must not come in as somebody new.
  transaction.sign_ins().expect(id, {});
  note(transaction, world, actor, "person.remove", "person", id.value);
  return {};
}

}  // namespace formulary::usecases
