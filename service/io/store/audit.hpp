// The audit log in SQL: entries, and the hashes of their Merkle tree (RFC 6962 section 2.1), appended together.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/io/store/digest.hpp"
#include "service/io/store/sqlite_store.hpp"
#include "service/usecases/ports/audit_trail.hpp"

namespace formulary::io::store {

class SqlAuditTrail : public usecases::AuditTrail {
 public:
  explicit SqlAuditTrail(Connection& connection) : connection_(connection) {}

  void append(const domain::AuditEntry& given) override;
  std::vector<usecases::AuditRecord> read(const usecases::AuditFilter& filter) override;
  std::int64_t size() override;
  std::string root_hash() override;

  /// The tree's part of append(): the leaf with number `n`, and every subtree that it completes.
  void append_hashes(std::int64_t n, const Digest& leaf);

 private:
  Digest stored_hash(std::int64_t level, std::int64_t n);
  void store_hash(std::int64_t level, std::int64_t n, const Digest& hash);

  Connection& connection_;
};

/// Recomputes the whole log from its entries.
AuditCheck check_audit(Connection& connection);

}  // namespace formulary::io::store
