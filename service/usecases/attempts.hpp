// Failed attempts at secrets that people type: who may try again now, and who has to wait. Guessing is slowed down and
// never locks anybody out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "service/domain/actor.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

inline constexpr std::int64_t minute_ms = 60'000;
inline constexpr int failures_per_account = 5;  ///< a minute

/// What an attempt is counted under: the account, the visitor's address, and both together.
struct AttemptSubjects {
  std::string account, visitor, both;
};

/// `account` names the account and the kind of secret.
AttemptSubjects attempt_subjects(const World& world, const domain::Actor& actor, std::string_view account);

/// How long to wait before the next attempt; 0: not at all. Five failures a minute for an account, twenty for a
/// visitor's address; one account tried from one place again and again waits longer each time.
std::int64_t wait_of(Accounts& accounts, const AttemptSubjects& subjects, domain::Instant now);

/// How long to wait until `most` failures lie behind the window.
std::int64_t window_wait(Accounts& accounts, const std::string& subject, domain::Instant now, std::int64_t window_ms,
                         int most);

void count_failed(Transaction& transaction, const AttemptSubjects& subjects, domain::Instant now);

/// The audit entry of an attempt that was denied.
void note_denied(Transaction& transaction, const World& world, const domain::Actor& actor, const std::string& action,
                 const std::string& person);

}  // namespace formulary::usecases
