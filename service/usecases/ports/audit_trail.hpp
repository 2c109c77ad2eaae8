// The audit log as the use cases see it: append, and read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/domain/audit.hpp"

namespace formulary::usecases {

/// One stored entry: its place, and the exact bytes that are hashed.
struct AuditRecord {
  std::int64_t sequence = 0;  ///< from 0
  std::string entry;          ///< JSON
  std::string text;           ///< what is kept beside; empty when erased or absent
};

struct AuditFilter {
  std::int64_t from = 0;  ///< first sequence
  std::string object_id;  ///< empty: all
  std::string actor_id;
  std::string action;
  std::optional<domain::Instant> since;
  std::optional<domain::Instant> until;
  int limit = 100;
};

class AuditTrail {
 public:
  virtual ~AuditTrail() = default;

  /// Appends in the transaction at hand. Throws when it cannot: then the change does not happen.
  virtual void append(const domain::AuditEntry& entry) = 0;
  virtual std::vector<AuditRecord> read(const AuditFilter& filter) = 0;  ///< ascending
  virtual std::int64_t size() = 0;
  virtual std::string root_hash() = 0;  ///< RFC 6962 tree hash, hexadecimal
};

}  // namespace formulary::usecases
