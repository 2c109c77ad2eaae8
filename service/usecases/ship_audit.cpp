#include "service/usecases/ship_audit.hpp"

namespace formulary::usecases {
namespace {

constexpr int largest_group = 1000;

std::int64_t next_of(AuditSink& sink) {
  const auto end = sink.end();
  return end ? end->sequence + 1 : 0;
}

}  // namespace

std::int64_t ship_audit(Store& store, AuditSink& sink) {
  const std::int64_t begin = next_of(sink);
  for (std::int64_t next = begin;;) {
    std::vector<std::string> entries;
    store.read([&](Transaction& transaction) { entries = transaction.audit().entries(next, largest_group); });
    if (entries.empty()) return next - begin;
    sink.write(next, entries);
    next += static_cast<std::int64_t>(entries.size());
  }
}

std::string contradiction_with_sink(Store& store, AuditSink& sink, SinkOrder order) {
  std::int64_t size = 0;
  store.read([&](Transaction& transaction) { size = transaction.audit().size(); });
  auto end = sink.end();
  if (end && end->sequence >= size && end->group == size && order == SinkOrder::before_commit) {
    sink.take_back(size);  // killed between writing there and committing here: nobody was told that it happened
    end = sink.end();
  }
  if (!end) return {};
  if (end->sequence >= size) {
    return "The second place of the audit log has " + std::to_string(end->sequence + 1) + " entries, but the log has " +
           std::to_string(size) + ": the database was put back to an older state.";
  }
  if (end->entry.empty()) return {};
  std::vector<std::string> same;
  store.read([&](Transaction& transaction) { same = transaction.audit().entries(end->sequence, 1); });
  if (!same.empty() && same.front() == end->entry) return {};
  return "Entry " + std::to_string(end->sequence) +
         " of the audit log is not the one that its second place has: another history was written.";
}

}  // namespace formulary::usecases
