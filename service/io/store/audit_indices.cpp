#include "service/io/store/audit_indices.hpp"

#include <functional>

namespace formulary::io::store {
namespace {

constexpr std::array<std::string_view, 3> text_queries = {
    "SELECT object_id, seq FROM audit_entry INDEXED BY audit_entry_by_object WHERE object_id <> '' "
    "ORDER BY object_id, seq",
    "SELECT actor_id, seq FROM audit_entry INDEXED BY audit_entry_by_actor WHERE actor_id <> '' ORDER BY actor_id, seq",
    "SELECT action, seq FROM audit_entry INDEXED BY audit_entry_by_action ORDER BY action, seq"};
constexpr std::string_view time_query = "SELECT at, seq FROM audit_entry INDEXED BY audit_entry_by_time ORDER BY at";

}  // namespace

void AuditIndices::Sum::add(std::string_view key, std::int64_t sequence) {
  add(std::uint64_t{std::hash<std::string_view>{}(key)}, sequence);
}

void AuditIndices::Sum::add(std::uint64_t key, std::int64_t sequence) {
  std::uint64_t mixed = key ^ static_cast<std::uint64_t>(sequence) * 0x9e3779b97f4a7c15;
  mixed = (mixed ^ mixed >> 32) * 0xd6e8feb86659fd93;
  sum_ += mixed ^ mixed >> 32;
}

void AuditIndices::add(std::int64_t sequence, std::string_view object, std::string_view actor, std::string_view action,
                       domain::Instant at) {
  if (!object.empty()) by_text_[0].add(object, sequence);
  if (!actor.empty()) by_text_[1].add(actor, sequence);
  by_text_[2].add(action, sequence);
  by_time_.add(static_cast<std::uint64_t>(at.ms), sequence);
}

bool AuditIndices::agree(Connection& connection) const {
  for (std::size_t i = 0; i < text_queries.size(); ++i) {
    Sum found;
    for (Query row(connection, text_queries[i]); row.next();) {
      const std::string_view key = row.view();
      found.add(key, row.integer());
    }
    if (found != by_text_[i]) return false;
  }
  Sum found;
  for (Query row(connection, time_query); row.next();) {
    const auto at = static_cast<std::uint64_t>(row.integer());
    found.add(at, row.integer());
  }
  return found == by_time_;
}

}  // namespace formulary::io::store
