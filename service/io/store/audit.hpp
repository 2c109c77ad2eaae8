// The audit log in SQL: entries and the hashes of their Merkle tree (RFC 6962 section 2.1), appended together
// (audit.cpp), and what was signed and published of it (audit_checkpoints.cpp).
#pragma once

#include <array>
#include <optional>
#include <span>

#include "service/io/store/connection.hpp"
#include "service/io/store/digest.hpp"
#include "service/io/store/seals.hpp"
#include "service/io/store/sqlite_store.hpp"
#include "service/usecases/ports/audit_trail.hpp"

namespace formulary::io::store {

class SqlAuditTrail : public usecases::AuditTrail {
 public:
  /// `seals` of a connection that writes.
  explicit SqlAuditTrail(Connection& connection, Seals* seals = nullptr) : connection_(connection), seals_(seals) {}

  /// The last entry of a task waits for its end, because it says what state the task leaves the registry in. Whoever
  /// reads the log in between finds it there.
  void append(const domain::AuditEntry& entry) override;
  std::vector<usecases::AuditRecord> read(const usecases::AuditFilter& filter) override;
  std::int64_t size() override;
  Digest root(std::int64_t size) override;
  Digest at(int level, std::uint64_t n) override;
  std::vector<std::string> entries(std::int64_t from, int count) override;
  std::vector<Digest> hashes(int level, std::int64_t from, int count) override;

  std::optional<usecases::StoredCheckpoint> last_signed() override;
  std::optional<usecases::StoredCheckpoint> last_published() override;
  bool was_published(std::int64_t least, std::int64_t below) override;
  void insert_signed(const usecases::StoredCheckpoint& checkpoint) override;
  void insert_published(std::int64_t size, const std::string& cosignatures,
                        const std::vector<std::string>& witnesses) override;
  int erase_texts(const domain::PersonId& person) override;

  void begin_task();
  /// A task that changed the registry without an entry gets one at last: once there is a log, no state is without.
  void end_task(domain::Instant now);
  void undo_task();

  /// Many entries, in less time than one by one. Throws before or after any of them: the caller rolls back.
  void append(std::span<const domain::AuditEntry> entries);
  /// With a state that the caller knows.
  void append(const domain::AuditEntry& entry, std::string_view state) { store(std::span(&entry, 1), state); }

  /// What is known of the right edge of the tree while leaves are appended one after the other: by level, the complete
  /// subtree that waits for its right neighbour.
  using Edge = std::array<std::optional<Digest>, 63>;
  /// The tree's part of append(): the leaf with number `n`, and every subtree that it completes.
  void append_hashes(std::int64_t n, const Digest& leaf, Edge& edge);

 private:
  void store_hash(std::int64_t level, std::int64_t n, const Digest& hash);
  /// `state` goes into the last one.
  void store(std::span<const domain::AuditEntry> entries, std::string_view state);
  /// Stores the entry that waits.
  void settle();
  std::int64_t stored_size();

  Connection& connection_;
  Seals* seals_;
  std::optional<domain::AuditEntry> waiting_;
  std::string said_;  ///< the state that the last entry says
};

/// Recomputes the whole log from its entries and holds it against what it signed and what `expected` says.
AuditCheck check_audit(Connection& connection, const AuditExpectations& expected);

}  // namespace formulary::io::store
