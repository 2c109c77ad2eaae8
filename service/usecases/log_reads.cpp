#include "service/usecases/log_reads.hpp"

#include <chrono>

namespace formulary::usecases {

using domain::Instant;

bool LogReads::is_due(const Reader& reader, Instant now) {
  // A clock that was set back makes an entry too many, never one too few.
  return now.ms >= reader.since.plus(std::chrono::minutes(1)).ms || now.ms < reader.since.ms;
}

domain::AuditEntry LogReads::settle(Reader& reader, Instant now) {
  domain::AuditEntry entry;
  entry.actor = reader.actor;
  entry.action = "audit.read";
  entry.object_type = "audit";
  if (reader.reads > 1) entry.to = std::to_string(reader.reads) + " reads";
  entry.at = now;
  reader.reads = 0;
  reader.since = now;
  return entry;
}

std::optional<domain::AuditEntry> LogReads::count(const domain::Actor& actor, Instant now) {
  const std::scoped_lock lock(mutex_);
  const auto [place, fresh] = readers_.try_emplace(actor.id.value, Reader{actor, now});
  Reader& reader = place->second;
  reader.actor = actor;
  ++reader.reads;
  if (!fresh && !is_due(reader, now)) return std::nullopt;
  return settle(reader, now);
}

std::vector<domain::AuditEntry> LogReads::due(Instant now) {
  std::vector<domain::AuditEntry> entries;
  const std::scoped_lock lock(mutex_);
  for (auto place = readers_.begin(); place != readers_.end();) {
    if (!is_due(place->second, now)) {
      ++place;
      continue;
    }
    if (place->second.reads > 0) entries.push_back(settle(place->second, now));
    place = place->second.since == now ? std::next(place) : readers_.erase(place);
  }
  return entries;
}

}  // namespace formulary::usecases
