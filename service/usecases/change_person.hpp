// What making and changing a person have in common, whether one administrator does it or two: checks, the difference
// as a proposal shows it, and what is written. Locking a person out ends sessions, tokens and votes in the same
// transaction; who was given more, or let in again, starts without votes.
#pragma once

#include <string>
#include <vector>

#include "service/domain/proposal.hpp"
#include "service/usecases/manage_people.hpp"

namespace formulary::usecases {

/// With the login in lower case. Refusals: invalid, conflict (there is such a login), not_found (department).
domain::Result<NewPerson> checked(Transaction& transaction, NewPerson wanted);

/// `wanted` was checked. With a password, where it has one.
domain::Person insert_person(Transaction& transaction, World& world, const domain::Actor& actor,
                             const NewPerson& wanted, const domain::PersonId& id, const std::string& action);

/// The person as they would be. Refusals: invalid, not_found (department), conflict (the last administrator; what is
/// the identity provider's to say).
domain::Result<domain::Person> changed(Transaction& transaction, const World& world, const domain::Person& person,
                                       const PersonChange& change);
void write_change(Transaction& transaction, World& world, const domain::Actor& actor, const domain::Person& before,
                  const domain::Person& after);

/// A person as the fields of a proposal, and back.
std::vector<domain::Alteration> alterations(const domain::Person& before, const domain::Person& after);
std::vector<domain::Alteration> alterations(const NewPerson& person);
NewPerson new_person_of(const domain::Proposal& proposal);
PersonChange change_of(const domain::Proposal& proposal);

/// The person has, or may choose, a password here.
bool logs_in_here(Transaction& transaction, const domain::PersonId& id);

/// Takes away all that anybody else may know or hold of the person, and makes the code to begin anew with. Its second
/// half, which is shown to who confirms.
std::string begin_anew(Transaction& transaction, World& world, const domain::PersonId& id,
                       std::string_view first_half_digest);

/// A password can be set here: no script, nobody whom the identity provider keeps. Refusal: conflict.
domain::Result<void> check_local(Transaction& transaction, const domain::Person& person);

/// A first password that somebody else chose.
void give_password(Transaction& transaction, const domain::PersonId& id, std::string_view phc);

}  // namespace formulary::usecases
