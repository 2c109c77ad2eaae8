// The audit log as the use cases see it: append, read, and what it signed and published. Its hashes are those of a
// domain::tlog::HashSource.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/domain/audit.hpp"
#include "service/domain/tlog/tree.hpp"

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

/// A checkpoint that the log signed, or published with the cosignatures of witnesses: the whole note.
struct StoredCheckpoint {
  std::int64_t size = 0;
  std::string note;
};

class AuditTrail : public domain::tlog::HashSource {
 public:
  /// Appends in the transaction at hand. Throws when it cannot: then the change does not happen.
  virtual void append(const domain::AuditEntry& entry) = 0;
  virtual std::vector<AuditRecord> read(const AuditFilter& filter) = 0;  ///< ascending
  virtual std::int64_t size() = 0;
  virtual domain::tlog::Hash root(std::int64_t size) = 0;  ///< RFC 6962 tree hash of the first `size` entries

  /// The bytes of entries, for as long as there are any.
  virtual std::vector<std::string> entries(std::int64_t from, int count) = 0;
  /// The hashes of a level, as at() gives them one by one; fewer where the tree ends.
  virtual std::vector<domain::tlog::Hash> hashes(int level, std::int64_t from, int count) = 0;

  virtual std::optional<StoredCheckpoint> last_signed() = 0;
  virtual std::optional<StoredCheckpoint> last_published() = 0;
  /// True when a log of at least `least` and less than `below` entries was published.
  virtual bool was_published(std::int64_t least, std::int64_t below) = 0;
  /// Larger than all before.
  virtual void insert_signed(const StoredCheckpoint& checkpoint) = 0;
  /// `cosignatures`: lines behind those of the note, each ended; `witnesses`: the verifier keys that they are of.
  virtual void insert_published(std::int64_t size, const std::string& cosignatures,
                                const std::vector<std::string>& witnesses) = 0;

  /// Erases what is kept beside entries by or about a person. How many texts that were.
  virtual int erase_texts(const domain::PersonId& person) = 0;
};

}  // namespace formulary::usecases
