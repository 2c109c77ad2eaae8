#include "service/usecases/manage_people.hpp"

#include <algorithm>

#include "service/domain/common_password.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;
using domain::Role;

domain::Result<std::string> check_login(std::string_view login) {
  std::string lower(login);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const bool fits = !lower.empty() && lower.size() <= 64 && std::ranges::all_of(lower, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@';
  });
  if (!fits) {
    return domain::refuse(RefusalCode::invalid, "A login has 1 to 64 letters, digits, dots, hyphens, underscores or @.",
                          "/login");
  }
  return lower;
}

domain::Result<domain::Person> insert_person(Transaction& transaction, World& world, const domain::Actor& actor,
                                             const NewPerson& request, const std::string& action) {
  const auto login = check_login(request.login);
  if (!login) return std::unexpected(login.error());
  if (request.display_name.empty() || request.display_name.size() > 200) {
    return domain::refuse(RefusalCode::invalid, "Give the person's name, at most 200 characters.", "/name");
  }
  if (const auto fits = domain::check_roles(request.roles, request.domains); !fits) {
    return std::unexpected(fits.error());
  }
  const bool script = std::ranges::find(request.roles, Role::script) != request.roles.end();
  if (script != request.password_hash.empty()) {
    return domain::refuse(RefusalCode::invalid,
                          script ? "A script account has no password: make a token for it."
                                 : "Give the person a first password of at least 12 characters.",
                          "/password");
  }
  People& people = transaction.people();
  if (people.find_by_login(*login)) {
    return domain::refuse(RefusalCode::conflict, "There is already a person with this login.", "/login");
  }
  if (!request.department.empty() && !people.find_department(request.department)) {
    return domain::refuse(RefusalCode::not_found, "There is no such department.", "/department");
  }
  domain::Person person;
  person.id = {world.new_id()};
  person.login = *login;
  person.display_name = request.display_name;
  person.department = request.department;
  person.roles = request.roles;
  person.domains = request.domains;
  person.created = world.present().now;
  people.insert(person);
  if (!request.password_hash.empty()) {
    people.set_password_hash(person.id, request.password_hash);
    transaction.accounts().mark_password(person.id, action != "person.set_up");
  }
  domain::Actor by = actor;
  if (by.kind == domain::ActorKind::anonymous) by.id = person.id;  // the first administrator makes themselves
  note(transaction, world, by, action, "person", person.id.value);
  return person;
}

std::unexpected<domain::Refusal> no_account() {
  return domain::refuse(RefusalCode::conflict,
                        "This is a use of emergency access and nobody's account. It can only be locked out.");
}

/// What the identity provider says of its people is not said here: roles and departments while groups are mapped, and
/// that somebody who left is back.
domain::Result<void> leaves_to_provider(Provisioning& provisioning, const domain::PersonId& id,
                                        const PersonChange& change) {
  if (change.disabled == false && provisioning.has_left(id)) {
    return domain::refuse(RefusalCode::conflict,
                          "The identity provider has locked this person out, and it alone can let them in again.",
                          "/disabled");
  }
  const bool grants = change.roles || change.domains || change.department;
  if (grants && provisioning.find_user(id) && !provisioning.mappings().empty()) {
    return domain::refuse(
        RefusalCode::conflict,
        "This person's roles and department follow from their groups at the identity provider. Change "
        "the groups there, or what they may do here.",
        "/roles");
  }
  return {};
}

}  // namespace

domain::Result<void> known_to_thieves() {
  return domain::refuse(RefusalCode::invalid,
                        "This password is in the lists that thieves try first. Choose several words that do not belong "
                        "together.",
                        "/password");
}

domain::Result<void> check_password(std::string_view password) {
  if (password.size() < 12) {
    return domain::refuse(RefusalCode::invalid,
                          "Use at least 12 characters, better 15 or more; several words make a good password.",
                          "/password");
  }
  if (password.size() > 256) {
    return domain::refuse(RefusalCode::invalid, "Use at most 256 characters.", "/password");
  }
  if (domain::is_common_password(password)) return known_to_thieves();
  return {};
}

domain::Result<domain::Person> set_up(Transaction& transaction, World& world, const domain::Actor& actor,
                                      const NewPerson& person) {
  if (!transaction.people().list().empty()) {
    return domain::refuse(RefusalCode::conflict, "This registry is already set up. Log in instead.");
  }
  return insert_person(transaction, world, actor, person, "person.set_up");
}

domain::Result<domain::Person> create_person(Transaction& transaction, World& world, const domain::Actor& actor,
                                             const NewPerson& person) {
  return insert_person(transaction, world, actor, person, "person.create");
}

domain::Result<domain::Person> change_person(Transaction& transaction, World& world, const domain::Actor& actor,
                                             const domain::PersonId& id, std::int64_t revision,
                                             const PersonChange& change) {
  People& people = transaction.people();
  auto person = people.find(id);
  if (!person) return domain::refuse(RefusalCode::not_found, "There is no person with this id.");
  if (person->revision != revision) {
    return domain::refuse(RefusalCode::stale, "Somebody changed this person in the meantime. Load it again.");
  }
  const bool only_locks =
      change.disabled == true && !change.display_name && !change.department && !change.roles && !change.domains;
  if (actor.kind == domain::ActorKind::emergency && !only_locks) {
    return domain::refuse(RefusalCode::forbidden,
                          "Emergency access locks people out, and changes nothing else of them.");
  }
  if (!only_locks && transaction.emergencies().access_of(id)) return no_account();
  if (actor.id == id && (change.roles || change.domains || change.disabled)) {
    return domain::refuse(RefusalCode::forbidden,
                          "Nobody changes their own roles or locks themselves out: ask another administrator.");
  }

  if (const auto may = leaves_to_provider(transaction.provisioning(), id, change); !may) {
    return std::unexpected(may.error());
  }

  const bool was_administrator = person->active() && person->has(Role::administrator);
  const bool was_active = person->active();
  if (change.display_name) {
    if (change.display_name->empty() || change.display_name->size() > 200) {
      return domain::refuse(RefusalCode::invalid, "Give the person's name, at most 200 characters.", "/name");
    }
    person->display_name = *change.display_name;
  }
  if (change.department) {
    if (!change.department->empty() && !people.find_department(*change.department)) {
      return domain::refuse(RefusalCode::not_found, "There is no such department.", "/department");
    }
    person->department = *change.department;
  }
  if (change.roles) person->roles = *change.roles;
  if (change.domains) person->domains = *change.domains;
  if (change.roles || change.domains) {
    if (const auto fits = domain::check_roles(person->roles, person->domains); !fits) {
      return std::unexpected(fits.error());
    }
  }
  if (change.disabled) {
    person->disabled = *change.disabled ? std::optional(person->disabled.value_or(world.present().now)) : std::nullopt;
  }
  const bool is_administrator = person->active() && person->has(Role::administrator);
  if (was_administrator && !is_administrator && people.active_administrators() == 1) {
    return domain::refuse(RefusalCode::conflict, "This is the last administrator. Make another one first.");
  }

  people.update(*person);
  ++person->revision;
  if (!person->active()) {
    people.end_sessions_of(id);
    people.revoke_tokens_of(id, world.present().now);
  } else if (change.roles || change.domains) {
    people.end_sessions_of(id);  // the next log-in carries the new roles
  }
  const char* action = was_active == person->active() ? "person.change"
                       : person->active()             ? "person.enable"
                                                      : "person.disable";
  note(transaction, world, actor, action, "person", id.value);
  return *person;
}

domain::Result<void> may_set_password(const domain::Actor& actor, const domain::PersonId& id) {
  if (actor.id == id || actor.has(Role::administrator) || actor.kind == domain::ActorKind::system) return {};
  return domain::refuse(RefusalCode::forbidden, "Only an administrator sets another person's password.");
}

domain::Result<void> set_password(Transaction& transaction, World& world, const domain::Actor& actor,
                                  const domain::PersonId& id, const std::string& password_hash) {
  if (const auto may = may_set_password(actor, id); !may) return may;
  const auto person = transaction.people().find(id);
  if (!person) return domain::refuse(RefusalCode::not_found, "There is no person with this id.");
  if (person->has(Role::script)) {
    return domain::refuse(RefusalCode::conflict, "A script account has no password: make a token for it.");
  }
  if (transaction.emergencies().access_of(id)) return no_account();
  if (transaction.provisioning().find_user(id) || transaction.provisioning().has_left(id)) {
    return domain::refuse(RefusalCode::conflict,
                          "This person logs in at the identity provider and has no password here.");
  }
  transaction.people().set_password_hash(id, password_hash);
  transaction.accounts().mark_password(id, actor.id != id);
  transaction.people().end_sessions_of(id);
  note(transaction, world, actor, actor.id == id ? "person.set_own_password" : "person.reset_password", "person",
       id.value);
  return {};
}

domain::Result<domain::Department> create_department(Transaction& transaction, World& world, const domain::Actor& actor,
                                                     const std::string& name) {
  if (name.empty() || name.size() > 200) {
    return domain::refuse(RefusalCode::invalid, "Give the department's name, at most 200 characters.", "/name");
  }
  if (transaction.people().find_department_by_name(name)) {
    return domain::refuse(RefusalCode::conflict, "There is already a department of this name.", "/name");
  }
  const domain::Department department{{world.new_id()}, name};
  transaction.people().insert(department);
  note(transaction, world, actor, "department.create", "department", department.id.value);
  return department;
}

}  // namespace formulary::usecases
