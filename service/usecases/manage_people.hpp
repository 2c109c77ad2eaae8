// Makes and changes persons and departments. Locking a person out ends sessions and tokens in the same transaction: the
// next request is denied. Taking away never waits; what gives somebody more to decide, lets them in again or gives them
// a new password takes two administrators, and is filed as a proposal.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/usecases/account_rules.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"
#include "service/usecases/propose.hpp"

namespace formulary::usecases {

struct NewPerson {
  std::string login;
  std::string display_name;
  domain::DepartmentId department;
  std::vector<domain::Role> roles;
  std::vector<domain::ReviewDomain> domains;
  std::string password_hash;  ///< PHC text, made outside the transaction; empty for a script
};

struct PersonChange {
  std::optional<std::string> display_name;
  std::optional<domain::DepartmentId> department;
  std::optional<std::vector<domain::Role>> roles;
  std::optional<std::vector<domain::ReviewDomain>> domains;
  std::optional<bool> disabled;
};

/// A password that may be set, or the sentence that says what to change.
domain::Result<void> check_password(std::string_view password, std::string_view login = {});
/// The refusal of a password that is in a list.
domain::Result<void> known_to_thieves();

/// The first administrator, while there is nobody at all. The one-time code was checked by the caller.
domain::Result<domain::Person> set_up(Transaction& transaction, World& world, const domain::Actor& actor,
                                      const NewPerson& person);

/// Where others must not know it, who decides has no password here: the code to choose one comes in two halves.
domain::Result<DoneOrFiled<domain::Person>> create_person(Transaction& transaction, World& world, AccountRules rules,
                                                          const domain::Actor& actor, const NewPerson& person);

/// Nobody changes their own roles or locks themselves out; the last administrator stays.
domain::Result<DoneOrFiled<domain::Person>> change_person(Transaction& transaction, World& world, AccountRules rules,
                                                          const domain::Actor& actor, const domain::PersonId& id,
                                                          std::int64_t revision, const PersonChange& change);

/// Whether the actor may (their own with the old password, or an administrator) was checked by `may_set_password`.
domain::Result<void> may_set_password(const domain::Actor& actor, const domain::PersonId& id);

/// Ends the person's sessions. `password_hash` is empty where the person will choose it with a code.
domain::Result<DoneOrFiled<std::monostate>> set_password(Transaction& transaction, World& world, AccountRules rules,
                                                         const domain::Actor& actor, const domain::PersonId& id,
                                                         const std::string& password_hash);

domain::Result<domain::Department> create_department(Transaction& transaction, World& world, const domain::Actor& actor,
                                                     const std::string& name);

}  // namespace formulary::usecases
