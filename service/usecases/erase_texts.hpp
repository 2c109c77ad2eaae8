// What was typed by a person, or about one, is kept beside the audit log and can be erased on request. The log itself
// has only salted hashes of it, so none of its hashes changes; that there was an erasure, for whom and by whom, is an
// entry like any other.
#pragma once

#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// How many texts were erased. Refuses (not found) when there is no such person.
domain::Result<int> erase_texts(Transaction& transaction, const World& world, const domain::Actor& actor,
                                const domain::PersonId& person);

}  // namespace formulary::usecases
