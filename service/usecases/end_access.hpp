// Ends what a person could still do: sessions, tokens, and votes that were not decided on. Part of whatever locks a
// person out, in the same transaction: the next request is denied.
#pragma once

#include <string>

#include "service/domain/actor.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// Support for requests that nobody has decided is void for `reason`: somebody else has to look. An objection stays, or
/// locking out the objector would be a way to an approval.
void end_access(Transaction& transaction, const World& world, const domain::Actor& actor,
                const domain::PersonId& person, const std::string& reason);

/// The part of it that is about votes, and about what the person proposed: both were given by somebody whom the
/// registry knew otherwise. What was decided stays decided.
void end_votes(Transaction& transaction, const World& world, const domain::Actor& actor, const domain::PersonId& person,
               const std::string& reason);

}  // namespace formulary::usecases
