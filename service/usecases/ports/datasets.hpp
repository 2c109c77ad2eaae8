// The data of authorities as the use cases see them: data sets in force, imports, records; and Stage, where the records
// of an import wait outside the registry until they are compared and merged.
//
// An import goes: Store::stage(), Stage::add() for every record, Stage::seal(), Datasets::compare() on a snapshot, and
// Datasets::merge() in one write transaction. Until the last step nothing of the registry is touched, and a stage that
// is dropped, or whose process is killed, leaves nothing behind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/authority_record.hpp"
#include "service/domain/dataset.hpp"
#include "service/domain/dataset_import.hpp"
#include "service/domain/ids.hpp"
#include "service/domain/time.hpp"

namespace formulary::usecases {

/// A row that was not taken, or that was taken although something about it is odd.
struct RowNote {
  bool taken = false;
  std::string file;
  std::int64_t line = 0;
  std::string reason;

  bool operator==(const RowNote&) const = default;
};

/// So many notes of an import are kept; the counts count all.
inline constexpr std::size_t kKeptNotes = 2000;

struct DatasetInForce {
  domain::Dataset dataset;
  std::string kind;
  domain::ImportId import;  ///< the last one
};

/// A record as it lies in the registry.
struct StoredRecord {
  std::string dataset;
  domain::AuthorityRecord record;
  std::int64_t import = 0;  ///< number of the import that wrote it last
};

struct RecordFilter {
  std::string dataset;
  std::optional<domain::RecordKind> kind{};
  std::string number;                    ///< exactly; empty: all
  std::optional<std::int64_t> import{};  ///< only what this import wrote
  std::string after;                     ///< cursor: the key of the last record of the page before
  int limit = 50;
};

struct ImportFilter {
  std::string dataset;                   ///< empty: of all
  std::optional<std::int64_t> before{};  ///< cursor: only smaller numbers
  int limit = 50;
};

/// What a stage holds once it is sealed.
struct StageContent {
  std::int64_t records = 0;
  std::int64_t repeated = 0;     ///< rows whose key came again later; the later one counts
  std::vector<RowNote> notes{};  ///< of those that said something else, at most kKeptNotes
};

/// Records on their way. Used by one thread; throws StorageUnavailable when the disk is full.
class Stage {
 public:
  virtual ~Stage() = default;

  virtual void add(const domain::AuthorityRecord& record, std::string_view file, std::int64_t line) = 0;
  /// After the last record. Of several rows with one key the last one is left.
  virtual StageContent seal() = 0;
};

/// What merging would do.
struct StageChanges {
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t removed = 0;
  std::int64_t unchanged = 0;
};

enum class Merge : std::uint8_t {
  done,
  outdated,  ///< the data set is not the one any more that the stage was compared with; nothing was written
};

class Datasets {
 public:
  virtual ~Datasets() = default;

  virtual std::vector<DatasetInForce> list() = 0;  ///< by id
  virtual std::optional<DatasetInForce> find(std::string_view id) = 0;

  virtual std::int64_t next_import_number() = 0;
  virtual void insert(const domain::DatasetImport& import) = 0;
  /// Writes state, attempts, sentence, warnings, source date, counts and instants. One that has ended is never changed.
  virtual void update(const domain::DatasetImport& import) = 0;
  virtual std::optional<domain::DatasetImport> find_import(const domain::ImportId& id) = 0;
  virtual std::vector<domain::DatasetImport> imports(const ImportFilter& filter) = 0;  ///< newest first
  virtual std::vector<domain::DatasetImport> open_imports() = 0;  ///< queued and running, oldest first
  /// Done, but not yet all that follows from it; oldest first.
  virtual std::vector<domain::DatasetImport> unfollowed_imports() = 0;
  virtual void followed(const domain::ImportId& id, domain::Instant at) = 0;
  virtual void insert(const domain::ImportId& import, const std::vector<RowNote>& notes) = 0;  ///< once for each import
  virtual std::vector<RowNote> notes(const domain::ImportId& import, std::int64_t from,
                                     int limit) = 0;  ///< in their order

  virtual std::optional<StoredRecord> find_record(std::string_view dataset, std::string_view key) = 0;
  /// Of all data sets, by data set and key.
  virtual std::vector<StoredRecord> records_with_number(std::string_view number, int limit) = 0;
  /// Whose number is `number`, a slash and more: the supplements of a PMA. The latest first.
  virtual std::vector<StoredRecord> supplements_of(std::string_view number, int limit) = 0;
  virtual std::vector<StoredRecord> records_linking(const domain::RecordLink& link, int limit) = 0;  ///< as they came
  virtual std::vector<StoredRecord> records(const RecordFilter& filter) = 0;                         ///< by key

  /// Finds out what merging `stage` (sealed) into the data set `id` would change. Writes into the stage only.
  virtual StageChanges compare(Stage& stage, std::string_view id, domain::ImportMode mode) = 0;
  /// Does what compare() found, and puts `dataset` into force with as many rows as there are then. Records that say the
  /// same as before are not written.
  [[nodiscard]] virtual Merge merge(Stage& stage, const domain::Dataset& dataset,
                                    const domain::DatasetImport& import) = 0;
};

}  // namespace formulary::usecases
