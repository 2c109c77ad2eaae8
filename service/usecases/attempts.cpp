#include "service/usecases/attempts.hpp"

#include <algorithm>

#include "service/domain/network.hpp"

namespace formulary::usecases {
namespace {

constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t longest_wait_ms = 15 * minute_ms;
constexpr int failures_per_visitor = 20;

domain::Instant before(domain::Instant now, std::int64_t ms) { return now.plus(std::chrono::milliseconds(-ms)); }

/// One account tried from one place again and again: the wait doubles with every five failures of the last hour.
std::int64_t growing_wait(Accounts& accounts, const std::string& subject, domain::Instant now) {
  const FailedAttempts failed = accounts.failed(subject, before(now, hour_ms));
  if (failed.count < failures_per_account || !failed.last) return 0;
  const int doublings = std::min(failed.count / failures_per_account - 1, 8);
  const std::int64_t wanted = std::min(minute_ms << doublings, longest_wait_ms);
  return std::max<std::int64_t>(0, failed.last->ms + wanted - now.ms);
}

}  // namespace

AttemptSubjects attempt_subjects(const World& world, const domain::Actor& actor, std::string_view account) {
  const std::string digest = world.sha256(account), visitor = domain::visitor_of(actor.remote);
  return {"login:" + digest, "address:" + visitor, "both:" + digest + visitor};
}

std::int64_t wait_of(Accounts& accounts, const AttemptSubjects& subjects, domain::Instant now) {
  return std::max({window_wait(accounts, subjects.account, now, minute_ms, failures_per_account),
                   window_wait(accounts, subjects.visitor, now, minute_ms, failures_per_visitor),
                   growing_wait(accounts, subjects.both, now)});
}

std::int64_t window_wait(Accounts& accounts, const std::string& subject, domain::Instant now, std::int64_t window_ms,
                         int most) {
  const FailedAttempts failed = accounts.failed(subject, before(now, window_ms));
  if (failed.count < most || !failed.last) return 0;
  return std::max<std::int64_t>(1, failed.last->ms + window_ms - now.ms);
}

void count_failed(Transaction& transaction, const AttemptSubjects& subjects, domain::Instant now) {
  for (const std::string& subject : {subjects.account, subjects.visitor, subjects.both}) {
    transaction.people().note_failed_login(subject, now);
  }
}

void note_denied(Transaction& transaction, const World& world, const domain::Actor& actor, const std::string& action,
                 const std::string& person) {
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = action;
  entry.object_type = "person";
  entry.object_id = person;
  entry.outcome = domain::AuditOutcome::denied;
  entry.at = world.present().now;
  transaction.audit().append(entry);
}

}  // namespace formulary::usecases
