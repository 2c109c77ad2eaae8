// The embedded store: one SQLite file, migrated when it is opened. Promises what usecases::Store promises: a write is
// durable when write() returns, writers are committed in groups by one thread, readers see a snapshot and never wait
// for writers. Does not make backups and does not publish the audit log.
//
// All query text of the service lives in this folder, next to its noun (people.cpp, submissions.cpp ...), in the subset
// that SQLite 3.40 and PostgreSQL 15 share.
//
// To add a query: constexpr text with $1 parameters, columns listed, ORDER BY, in the file of its noun.
// To add a migration: schemas/db/sqlite/NNNN_noun.sql and its name in this folder's CMakeLists.txt; never edit an older
// one.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "service/domain/tlog/checkpoint.hpp"
#include "service/usecases/ports/audit_sink.hpp"
#include "service/usecases/ports/store.hpp"

namespace formulary::io::store {

/// The file was written by a newer program, or by another one. It was not touched.
class ForeignDatabase : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Of how many checkpoints the signatures are verified. What they say is looked at in all of them.
enum class Signatures : bool { last, all };

/// Whether approvals and requests have to be in the state that their last entry says; an archive then holds every row
/// of the registry against its seal, too. The seals themselves are always held against the last entry.
enum class States : bool { not_compared, compared };

/// What a log is held against besides itself.
struct AuditExpectations {
  std::optional<domain::tlog::VerifierKey> key{};  ///< of the log; none: signatures are not looked at
  domain::tlog::VerifyEd25519 verify = nullptr;    ///< needed with a key
  Signatures signatures = Signatures::last;
  States states = States::not_compared;
  std::vector<domain::tlog::Checkpoint> seen{};  ///< of this log, kept elsewhere
};

/// What a look through the whole audit log found.
struct AuditCheck {
  bool sound = false;
  std::int64_t entries = 0;
  std::string root;              ///< RFC 6962 tree hash over the entries as they are now, hexadecimal
  std::int64_t checkpoints = 0;  ///< that it signed, as far as it has been looked through
  std::string defect;            ///< the first thing that does not fit, one sentence; empty when sound
};

struct Options {
  std::chrono::milliseconds busy_timeout{10'000};    ///< how long to wait for another process that writes
  std::chrono::milliseconds account_interval{25};    ///< how long accounted entries are gathered
  std::chrono::milliseconds recovery_interval{500};  ///< how often writing is tried again after it failed
  std::size_t account_limit = 200'000;               ///< accounted entries kept while nothing can be written
  usecases::AuditSink* required_sink = nullptr;      ///< gets every entry before its transaction is committed
};

class EmbeddedStore : public usecases::Store {
 public:
  /// Recomputes every hash of the audit log from the stored entries. Reads a snapshot; may run while others write.
  virtual AuditCheck verify_audit(const AuditExpectations& expected = {}) = 0;
  /// From now on write() throws ReadOnly with this sentence, nothing is accounted for any more, and the store is not
  /// healthy. There is no way back but a new start.
  virtual void close_for_writing(const std::string& why) = 0;
  /// Returns when everything accounted for so far is durable; false when it cannot be written.
  virtual bool flush_account() = 0;
};

/// Whether `file` is there in the version of this program, so that opening it would change nothing. Throws what open()
/// throws.
bool is_current(const std::filesystem::path& file);

/// Opens or creates `file` (its folder must exist) and brings it to the latest version. Throws ForeignDatabase, or
/// usecases::StorageUnavailable when the file cannot be opened or written.
std::unique_ptr<EmbeddedStore> open(const std::filesystem::path& file, const Options& options = {});

}  // namespace formulary::io::store
