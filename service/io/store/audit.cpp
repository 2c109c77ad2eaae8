#include "service/io/store/audit.hpp"

#include <algorithm>
#include <stdexcept>

#include "service/io/store/audit_entry.hpp"
#include "service/io/store/filter.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view size_text = "SELECT coalesce(max(seq), -1) + 1 FROM audit_entry";
constexpr std::string_view insert_text = R"sql(
INSERT INTO audit_entry (seq, entry, at, actor_id, action, object_id) VALUES ($1, $2, $3, $4, $5, $6))sql";
constexpr std::string_view insert_side_text = "INSERT INTO audit_text (id, seq, text) VALUES ($1, $2, $3)";
constexpr std::string_view hash_text = "SELECT hash FROM audit_hash WHERE level = $1 AND n = $2 ORDER BY level, n";
constexpr std::string_view insert_hash_text = "INSERT INTO audit_hash (level, n, hash) VALUES ($1, $2, $3)";
constexpr std::string_view hashes_text =
    "SELECT hash FROM audit_hash WHERE level = $1 AND n >= $2 ORDER BY level, n LIMIT $3";
constexpr std::string_view entries_text = "SELECT entry FROM audit_entry WHERE seq >= $1 ORDER BY seq LIMIT $2";
constexpr std::string_view erase_text = R"sql(
DELETE FROM audit_text WHERE seq IN (
  SELECT seq FROM audit_entry WHERE actor_id = $1 AND actor_id <> ''
  UNION ALL
  SELECT seq FROM audit_entry WHERE object_id = $1 AND object_id <> ''))sql";
constexpr std::string_view read_head = R"sql(
SELECT e.seq, e.entry, t.text FROM audit_entry e LEFT JOIN audit_text t ON t.seq = e.seq)sql";

Digest to_digest(std::string_view bytes) {
  Digest hash{};
  if (bytes.size() != hash.size()) throw std::runtime_error("The audit log holds a malformed hash.");
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

}  // namespace

void SqlAuditTrail::begin_task() {
  waiting_.reset();
  said_ = seals_->state();
}

void SqlAuditTrail::end_task(domain::Instant now) {
  settle();
  if (seals_->state() == said_ || stored_size() == 0) return;
  domain::AuditEntry entry;
  entry.actor = domain::Actor::system();
  entry.action = "registry.change";
  entry.object_type = "registry";
  entry.object_id = seals_->changed();
  entry.at = now;
  append(std::span(&entry, 1));
}

void SqlAuditTrail::undo_task() { waiting_.reset(); }

void SqlAuditTrail::settle() {
  if (!waiting_) return;
  const domain::AuditEntry entry = std::move(*waiting_);
  waiting_.reset();
  append(std::span(&entry, 1));
  said_ = seals_->state();
}

std::int64_t SqlAuditTrail::size() {
  settle();
  return stored_size();
}

std::int64_t SqlAuditTrail::stored_size() {
  Query row(connection_, size_text);
  row.next();
  return row.integer();
}

Digest SqlAuditTrail::at(int level, std::uint64_t n) {
  Query row(connection_, hash_text, level, static_cast<std::int64_t>(n));
  if (!row.next()) throw std::runtime_error("The audit log lacks a hash. Check the log and restore a backup.");
  return to_digest(row.text());
}

void SqlAuditTrail::store_hash(std::int64_t level, std::int64_t n, const Digest& hash) {
  Query(connection_, insert_hash_text, level, n, Blob{as_text(hash)}).run();
}

void SqlAuditTrail::append(const domain::AuditEntry& entry) {
  if (seals_ == nullptr) return append(std::span(&entry, 1));
  if (waiting_) store(std::span(&*waiting_, 1), {});
  waiting_ = entry;
}

void SqlAuditTrail::append(std::span<const domain::AuditEntry> entries) {
  store(entries, seals_ == nullptr ? std::string_view() : seals_->state());
}

void SqlAuditTrail::store(std::span<const domain::AuditEntry> entries, std::string_view state) {
  Edge edge;
  std::int64_t sequence = stored_size();
  std::vector<EntryRandom> random(entries.size());  // fetched at once: asking for each would cost more than its hash
  fill_random(reinterpret_cast<std::uint8_t*>(random.data()), random.size() * sizeof(EntryRandom));
  auto fresh = random.begin();
  for (const domain::AuditEntry& given : entries) {
    const domain::AuditEntry entry = fitted(given);
    const bool last = &given == &entries.back();
    const EncodedEntry encoded = encode(entry, *fresh++, last ? state : std::string_view());
    Query(connection_, insert_text, sequence, Blob{encoded.json}, entry.at, entry.actor.id, entry.action,
          entry.object_id)
        .run();
    if (!entry.text.empty()) Query(connection_, insert_side_text, encoded.id, sequence, entry.text).run();
    append_hashes(sequence, leaf_hash(encoded.json), edge);
    ++sequence;
  }
}

void SqlAuditTrail::append_hashes(std::int64_t n, const Digest& leaf, Edge& edge) {
  Digest hash = leaf;
  std::size_t level = 0;
  store_hash(0, n, hash);
  while (n % 2 == 1) {  // an odd number ends its parent
    const Digest left = edge[level] ? *edge[level] : at(static_cast<int>(level), static_cast<std::uint64_t>(n - 1));
    edge[level].reset();
    hash = node_hash(left, hash);
    n /= 2;
    ++level;
    store_hash(static_cast<std::int64_t>(level), n, hash);
  }
  edge[level] = hash;
}

Digest SqlAuditTrail::root(std::int64_t size) {
  settle();
  return domain::tlog::root_of({&sha256}, *this, static_cast<std::uint64_t>(size));
}

std::vector<std::string> SqlAuditTrail::entries(std::int64_t from, int count) {
  settle();
  std::vector<std::string> found;
  Query row(connection_, entries_text, from, count);
  while (row.next()) found.push_back(row.text());
  return found;
}

std::vector<Digest> SqlAuditTrail::hashes(int level, std::int64_t from, int count) {
  settle();
  std::vector<Digest> found;
  Query row(connection_, hashes_text, level, from, count);
  while (row.next()) found.push_back(to_digest(row.text()));
  return found;
}

int SqlAuditTrail::erase_texts(const domain::PersonId& person) {
  settle();
  return Query(connection_, erase_text, person.value).run();
}

std::vector<usecases::AuditRecord> SqlAuditTrail::read(const usecases::AuditFilter& filter) {
  settle();
  Filter clause;
  // The second halves say what the partial indices say, so that they are used.
  if (!filter.object_id.empty()) clause.where("e.object_id = ? AND e.object_id <> ''", {filter.object_id});
  if (!filter.actor_id.empty()) clause.where("e.actor_id = ? AND e.actor_id <> ''", {filter.actor_id});
  if (!filter.action.empty()) clause.where("e.action = ?", {filter.action});
  if (filter.since) clause.where("e.at >= ?", {filter.since->ms});
  if (filter.until) clause.where("e.at < ?", {filter.until->ms});
  // A span of time is looked up by time: the plus keeps the order of sequence from being walked from the beginning.
  const bool by_time = (filter.since || filter.until) && filter.object_id.empty() && filter.actor_id.empty();
  const std::string sequence = by_time ? "+e.seq" : "e.seq";
  if (filter.from > 0) clause.where(sequence + " >= ?", {filter.from});
  const std::string limit = clause.parameter(std::int64_t{std::max(filter.limit, 0)});
  std::vector<usecases::AuditRecord> records;
  Query row(connection_, std::string(read_head) + clause.text() + " ORDER BY " + sequence + " LIMIT " + limit,
            clause.values());
  while (row.next()) {
    records.push_back({.sequence = row.integer(), .entry = row.text(), .text = row.text_or_empty()});
  }
  return records;
}

}  // namespace formulary::io::store
