// Something that an identity provider asked for and that was not done: told to the administrators until one of them
// says that they looked, and always in the audit log.
#pragma once

#include <string>
#include <string_view>

#include "service/domain/actor.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

namespace alarm {
inline constexpr std::string_view lock_refused = "lock_refused";
inline constexpr std::string_view roles_exclude = "roles_exclude";
inline constexpr std::string_view departments_disagree = "departments_disagree";
inline constexpr std::string_view break_glass = "break_glass";
inline constexpr std::string_view no_administrator_left = "no_administrator_left";
}  // namespace alarm

/// What happened and what to do, for the administrators.
std::string_view sentence_of(std::string_view alarm);

void raise_alarm(Transaction& transaction, World& world, const domain::Actor& actor, std::string_view alarm,
                 const std::string& person);

domain::Result<void> acknowledge_alarm(Transaction& transaction, const World& world, const domain::Actor& actor,
                                       const std::string& id);

}  // namespace formulary::usecases
