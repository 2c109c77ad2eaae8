// The open sessions of a person: who may see and end them, and logging out.
#pragma once

#include <string_view>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// One's own; an administrator sees anybody's. Those that ended by themselves are not among them.
domain::Result<std::vector<Session>> open_sessions(Transaction& transaction, const World& world,
                                                   const domain::Actor& actor, const domain::PersonId& person);

/// Ends one's own session or, as an administrator, anybody's. The next request in it is denied.
domain::Result<void> end_session(Transaction& transaction, World& world, const domain::Actor& actor,
                                 std::string_view id);

void log_out(Transaction& transaction, World& world, const domain::Actor& actor);

}  // namespace formulary::usecases
