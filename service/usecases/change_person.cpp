#include "service/usecases/change_person.hpp"

#include <algorithm>

#include "service/usecases/end_access.hpp"
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

domain::Result<void> check_name(const std::string& name) {
  if (!name.empty() && name.size() <= 200) return {};
  return domain::refuse(RefusalCode::invalid, "Give the person's name, at most 200 characters.", "/name");
}

domain::Result<void> check_department(Transaction& transaction, const domain::DepartmentId& department) {
  if (department.empty() || transaction.people().find_department(department)) return {};
  return domain::refuse(RefusalCode::not_found, "There is no such department.", "/department");
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

std::vector<std::string> one(const std::string& text) {
  return text.empty() ? std::vector<std::string>() : std::vector{text};
}

template <class Value>
std::vector<Value> values_of(const std::vector<std::string>& texts, std::optional<Value> (*parse)(std::string_view)) {
  std::vector<Value> values;
  for (const std::string& text : texts) {
    if (const auto value = parse(text)) values.push_back(*value);
  }
  return values;
}

/// Who was locked out by the provider, and now by an administrator too, is not let in by the provider any more.
void keep_locked(Provisioning& provisioning, const domain::PersonId& id) {
  auto user = provisioning.find_user(id);
  if (!user || !user->locks) return;
  user->locks = false;
  provisioning.update(*user);
}

bool administers(const domain::Person& person) { return person.active() && person.has(Role::administrator); }

}  // namespace

domain::Result<NewPerson> checked(Transaction& transaction, NewPerson wanted) {
  const auto login = check_login(wanted.login);
  if (!login) return std::unexpected(login.error());
  wanted.login = *login;
  if (const auto fits = check_name(wanted.display_name); !fits) return std::unexpected(fits.error());
  if (const auto fits = domain::check_roles(wanted.roles, wanted.domains); !fits) return std::unexpected(fits.error());
  if (transaction.people().find_by_login(*login)) {
    return domain::refuse(RefusalCode::conflict, "There is already a person with this login.", "/login");
  }
  if (const auto fits = check_department(transaction, wanted.department); !fits) return std::unexpected(fits.error());
  return wanted;
}

domain::Person insert_person(Transaction& transaction, World& world, const domain::Actor& actor,
                             const NewPerson& wanted, const domain::PersonId& id, const std::string& action) {
  domain::Person person;
  person.id = id;
  person.login = wanted.login;
  person.display_name = wanted.display_name;
  person.department = wanted.department;
  person.roles = wanted.roles;
  person.domains = wanted.domains;
  person.created = world.present().now;
  transaction.people().insert(person);
  if (!wanted.password_hash.empty()) give_password(transaction, id, wanted.password_hash);
  note(transaction, world, actor, action, "person", person.id.value);
  return person;
}

domain::Result<domain::Person> changed(Transaction& transaction, const World& world, const domain::Person& before,
                                       const PersonChange& change) {
  if (const auto may = leaves_to_provider(transaction.provisioning(), before.id, change); !may) {
    return std::unexpected(may.error());
  }
  domain::Person person = before;
  if (change.display_name) {
    if (const auto fits = check_name(*change.display_name); !fits) return std::unexpected(fits.error());
    person.display_name = *change.display_name;
  }
  if (change.department) {
    if (const auto fits = check_department(transaction, *change.department); !fits) {
      return std::unexpected(fits.error());
    }
    person.department = *change.department;
  }
  if (change.roles) person.roles = *change.roles;
  if (change.domains) person.domains = *change.domains;
  if (change.roles || change.domains) {
    if (const auto fits = domain::check_roles(person.roles, person.domains); !fits) {
      return std::unexpected(fits.error());
    }
  }
  if (change.disabled) {
    person.disabled = *change.disabled ? std::optional(person.disabled.value_or(world.present().now)) : std::nullopt;
  }
  if (administers(before) && !administers(person) && transaction.people().active_administrators() == 1) {
    return domain::refuse(RefusalCode::conflict, "This is the last administrator. Make another one first.");
  }
  return person;
}

void write_change(Transaction& transaction, World& world, const domain::Actor& actor, const domain::Person& before,
                  const domain::Person& after) {
  transaction.people().update(after);
  const bool regranted = before.roles != after.roles || before.domains != after.domains;
  if (!after.active()) {
    keep_locked(transaction.provisioning(), after.id);
    end_access(transaction, world, actor, after.id, "This person was locked out.");
  } else if (regranted || !before.active()) {
    transaction.people().end_sessions_of(after.id);  // the next log-in carries the new roles
    end_votes(transaction, world, actor, after.id,
              regranted ? "What this person may do was changed." : "This person was let in again.");
  }
  const char* action = before.active() == after.active() ? "person.change"
                       : after.active()                  ? "person.enable"
                                                         : "person.disable";
  note(transaction, world, actor, action, "person", after.id.value);
}

std::vector<domain::Alteration> alterations(const domain::Person& before, const domain::Person& after) {
  std::vector<domain::Alteration> changes;
  alter(changes, "name", one(before.display_name), one(after.display_name));
  alter(changes, "department", one(before.department.value), one(after.department.value));
  alter(changes, "roles", domain::texts_of(before.roles), domain::texts_of(after.roles));
  alter(changes, "domains", domain::texts_of(before.domains), domain::texts_of(after.domains));
  if (before.active() != after.active()) {
    changes.push_back({"locked_out", before.active() ? std::vector<std::string>() : std::vector<std::string>{"yes"},
                       after.active() ? std::vector<std::string>() : std::vector<std::string>{"yes"}});
  }
  return changes;
}

std::vector<domain::Alteration> alterations(const NewPerson& person) {
  std::vector<domain::Alteration> changes;
  alter(changes, "login", {}, one(person.login));
  alter(changes, "name", {}, one(person.display_name));
  alter(changes, "department", {}, one(person.department.value));
  alter(changes, "roles", {}, domain::texts_of(person.roles));
  alter(changes, "domains", {}, domain::texts_of(person.domains));
  return changes;
}

NewPerson new_person_of(const domain::Proposal& proposal) {
  NewPerson person;
  person.login = proposal.text_after("login");
  person.display_name = proposal.text_after("name");
  person.department = {proposal.text_after("department")};
  person.roles = values_of(proposal.after("roles"), &domain::parse_role);
  person.domains = values_of(proposal.after("domains"), &domain::parse_review_domain);
  return person;
}

PersonChange change_of(const domain::Proposal& proposal) {
  PersonChange change;
  if (proposal.find("name") != nullptr) change.display_name = proposal.text_after("name");
  if (proposal.find("department") != nullptr) {
    change.department = domain::DepartmentId{proposal.text_after("department")};
  }
  if (proposal.find("roles") != nullptr) change.roles = values_of(proposal.after("roles"), &domain::parse_role);
  if (proposal.find("domains") != nullptr) {
    change.domains = values_of(proposal.after("domains"), &domain::parse_review_domain);
  }
  if (proposal.find("locked_out") != nullptr) change.disabled = !proposal.after("locked_out").empty();
  return change;
}

bool logs_in_here(Transaction& transaction, const domain::PersonId& id) {
  if (transaction.accounts().standing(id).password) return true;
  return !transaction.provisioning().find_user(id) && !transaction.provisioning().has_left(id) &&
         transaction.sign_ins().identities_of(id).empty();
}

void give_password(Transaction& transaction, const domain::PersonId& id, std::string_view phc) {
  transaction.people().set_password_hash(id, phc);
  transaction.accounts().mark_password(id, true);
}

std::string begin_anew(Transaction& transaction, World& world, const domain::PersonId& id,
                       std::string_view first_half_digest) {
  const domain::Instant now = world.present().now;
  transaction.people().remove_password(id);
  transaction.accounts().remove_second_factor(id);
  transaction.people().end_sessions_of(id);
  transaction.people().revoke_tokens_of(id, now);
  std::string half;
  const std::string second = new_half(world, half);
  transaction.proposals().put({.person = id,
                               .digest = welcome_digest(world, first_half_digest, second),
                               .created = now,
                               .expires = now.plus(std::chrono::milliseconds(domain::proposal_life_ms))});
  return half;
}

}  // namespace formulary::usecases
