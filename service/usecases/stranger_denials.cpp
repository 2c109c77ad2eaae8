#include "service/usecases/stranger_denials.hpp"

#include <chrono>

#include "service/domain/network.hpp"

namespace formulary::usecases {

using domain::AuditEntry;
using domain::Instant;

bool StrangerDenials::is_over(const Address& address, Instant now) {
  // A clock that was set back makes an entry too many, never one too few.
  return now.ms >= address.since.plus(std::chrono::minutes(1)).ms || now.ms < address.since.ms;
}

std::optional<AuditEntry> StrangerDenials::count(AuditEntry entry) {
  const std::scoped_lock lock(mutex_);
  std::string visitor = domain::visitor_of(entry.actor.remote);
  if (addresses_.size() >= most_addresses_ && !addresses_.contains(visitor)) visitor.clear();
  Address& address =
      addresses_.try_emplace(visitor, Address{visitor.empty() ? std::string() : entry.actor.remote, entry.at})
          .first->second;
  // What waits to be summed up is not forgotten for a new minute.
  if (is_over(address, entry.at) && address.refused <= most_a_minute) {
    address.since = entry.at;
    address.refused = 0;
  }
  ++address.refused;
  return address.refused <= most_a_minute ? std::optional(std::move(entry)) : std::nullopt;
}

bool StrangerDenials::is_too_many(std::string_view remote, Instant now) {
  const std::scoped_lock lock(mutex_);
  const auto found = addresses_.find(domain::visitor_of(remote));
  return found != addresses_.end() && found->second.refused >= most_a_minute && !is_over(found->second, now);
}

std::vector<AuditEntry> StrangerDenials::due(Instant now) {
  std::vector<AuditEntry> entries;
  const std::scoped_lock lock(mutex_);
  std::erase_if(addresses_, [&](const auto& one) {
    const Address& address = one.second;
    if (!is_over(address, now)) return false;
    if (address.refused > most_a_minute) {
      AuditEntry entry;
      entry.actor.remote = address.remote;
      entry.action = "access.denied_often";
      entry.object_type = "address";
      entry.to = std::to_string(address.refused - most_a_minute) + " more";
      entry.outcome = domain::AuditOutcome::denied;
      entry.at = now;
      entries.push_back(std::move(entry));
    }
    return true;
  });
  return entries;
}

}  // namespace formulary::usecases
