#include "service/usecases/manage_people.hpp"

#include <algorithm>

#include "service/domain/common_password.hpp"
#include "service/usecases/change_person.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;
using domain::Role;

/// Under strict rules nobody knows the first password of somebody who decides.
bool takes_halves(AccountRules rules, const domain::Actor& actor) {
  return rules == AccountRules::strict && actor.kind != domain::ActorKind::host;
}

domain::Result<void> no_password() {
  return domain::refuse(RefusalCode::invalid,
                        "Nobody else may know the password of somebody who decides. Leave it out: the person chooses "
                        "it with a code, one half of which you get, and one half the administrator who confirms.",
                        "/password");
}

domain::Result<void> password_missing() {
  return domain::refuse(RefusalCode::invalid, "Give the person a first password of at least 12 characters.",
                        "/password");
}

std::unexpected<domain::Refusal> no_account() {
  return domain::refuse(RefusalCode::conflict,
                        "This is a use of emergency access and nobody's account. It can only be locked out.");
}

}  // namespace

/// A password can be set here.
domain::Result<void> check_local(Transaction& transaction, const domain::Person& person) {
  if (transaction.emergencies().access_of(person.id)) return no_account();
  if (person.has(Role::script)) {
    return domain::refuse(RefusalCode::conflict, "A script account has no password: make a token for it.");
  }
  if (transaction.provisioning().find_user(person.id) || transaction.provisioning().has_left(person.id)) {
    return domain::refuse(RefusalCode::conflict,
                          "This person logs in at the identity provider and has no password here.");
  }
  return {};
}

domain::Result<void> known_to_thieves() {
  return domain::refuse(RefusalCode::invalid,
                        "This password is in the lists that thieves try first. Choose several words that do not belong "
                        "together.",
                        "/password");
}

domain::Result<void> check_password(std::string_view password, std::string_view login) {
  if (password.size() < 12) {
    return domain::refuse(RefusalCode::invalid,
                          "Use at least 12 characters, better 15 or more; several words make a good password.",
                          "/password");
  }
  if (password.size() > 256) {
    return domain::refuse(RefusalCode::invalid, "Use at most 256 characters.", "/password");
  }
  if (domain::is_common_password(password, login)) return known_to_thieves();
  return {};
}

domain::Result<domain::Person> set_up(Transaction& transaction, World& world, const domain::Actor& actor,
                                      const NewPerson& request) {
  if (!transaction.people().list().empty()) {
    return domain::refuse(RefusalCode::conflict, "This registry is already set up. Log in instead.");
  }
  const auto wanted = checked(transaction, request);
  if (!wanted) return std::unexpected(wanted.error());
  domain::Actor self = actor;
  self.id = {world.new_id()};  // the first administrator makes themselves
  const domain::Person person = insert_person(transaction, world, self, *wanted, self.id, "person.set_up");
  transaction.accounts().mark_password(person.id, false);
  return person;
}

domain::Result<DoneOrFiled<domain::Person>> create_person(Transaction& transaction, World& world, AccountRules rules,
                                                          const domain::Actor& actor, const NewPerson& request) {
  const auto wanted = checked(transaction, request);
  if (!wanted) return std::unexpected(wanted.error());
  const bool script = std::ranges::find(wanted->roles, Role::script) != wanted->roles.end();
  const bool given = !wanted->password_hash.empty();
  if (script && given) {
    return domain::refuse(RefusalCode::invalid, "A script account has no password: make a token for it.", "/password");
  }
  const domain::PersonId id{world.new_id()};
  if (!domain::decides(wanted->roles)) {
    if (!script && !given) return std::unexpected(password_missing().error());
    return insert_person(transaction, world, actor, *wanted, id, "person.create");
  }

  const bool halves = takes_halves(rules, actor);
  if (halves && given) return std::unexpected(no_password().error());
  if (!halves && !given) return std::unexpected(password_missing().error());
  std::string half;
  auto filed = propose(transaction, world, rules, actor,
                       {.kind = domain::ProposalKind::create_person,
                        .subject = id.value,
                        .basis = 0,
                        .changes = alterations(*wanted),
                        .secret = halves ? new_half(world, half) : wanted->password_hash});
  if (!filed) return std::unexpected(filed.error());
  if (filed->done()) return *transaction.people().find(id);
  filed->half = half;
  return *filed;
}

domain::Result<DoneOrFiled<domain::Person>> change_person(Transaction& transaction, World& world, AccountRules rules,
                                                          const domain::Actor& actor, const domain::PersonId& id,
                                                          std::int64_t revision, const PersonChange& change) {
  const auto person = transaction.people().find(id);
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
  auto wanted = changed(transaction, world, *person, change);
  if (!wanted) return std::unexpected(wanted.error());

  const bool more = domain::grants(*person, *wanted);
  const bool again = !person->active() && wanted->active() && domain::decides(wanted->roles);
  if (!more && !again) {
    write_change(transaction, world, actor, *person, *wanted);
    ++wanted->revision;
    return *wanted;
  }
  // Who made the account may know its password: whoever is to decide begins anew.
  std::string half;
  const bool anew = takes_halves(rules, actor) && !domain::decides(person->roles) && logs_in_here(transaction, id);
  auto filed = propose(transaction, world, rules, actor,
                       {.kind = more ? domain::ProposalKind::grant_roles : domain::ProposalKind::enable_person,
                        .subject = id.value,
                        .basis = person->revision,
                        .changes = alterations(*person, *wanted),
                        .secret = anew ? new_half(world, half) : std::string()});
  if (!filed) return std::unexpected(filed.error());
  if (filed->done()) return *transaction.people().find(id);
  filed->half = half;
  return *filed;
}

domain::Result<void> may_set_password(const domain::Actor& actor, const domain::PersonId& id) {
  if (actor.id == id || actor.has(Role::administrator) || actor.kind == domain::ActorKind::host) return {};
  return domain::refuse(RefusalCode::forbidden, "Only an administrator sets another person's password.");
}

domain::Result<DoneOrFiled<std::monostate>> set_password(Transaction& transaction, World& world, AccountRules rules,
                                                         const domain::Actor& actor, const domain::PersonId& id,
                                                         const std::string& password_hash) {
  if (const auto may = may_set_password(actor, id); !may) return std::unexpected(may.error());
  const auto person = transaction.people().find(id);
  if (!person) return domain::refuse(RefusalCode::not_found, "There is no person with this id.");
  if (const auto local = check_local(transaction, *person); !local) return std::unexpected(local.error());
  const bool own = actor.id == id;
  const bool halves = !own && domain::decides(person->roles) && takes_halves(rules, actor);
  if (halves && !password_hash.empty()) return std::unexpected(no_password().error());
  if (!halves && password_hash.empty()) return std::unexpected(password_missing().error());

  if (own || !domain::decides(person->roles)) {
    transaction.people().set_password_hash(id, password_hash);
    transaction.accounts().mark_password(id, !own);
    transaction.people().end_sessions_of(id);
    note(transaction, world, actor, own ? "person.set_own_password" : "person.reset_password", "person", id.value);
    return std::monostate();
  }
  std::string half;
  auto filed = propose(transaction, world, rules, actor,
                       {.kind = domain::ProposalKind::reset_password,
                        .subject = id.value,
                        .basis = person->revision,
                        .changes = {{"password", {}, {halves ? "chosen_by_the_person" : "given"}}},
                        .secret = halves ? new_half(world, half) : password_hash});
  if (!filed) return std::unexpected(filed.error());
  if (filed->done()) return std::monostate();
  filed->half = half;
  return *filed;
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
