// One import of a data set: who asked for it, with which files, and what came of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/ids.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

/// What becomes of records that the new files do not have.
enum class ImportMode : std::uint8_t { whole, additions };
std::string_view to_text(ImportMode mode);
std::optional<ImportMode> parse_import_mode(std::string_view text);

enum class ImportState : std::uint8_t {
  queued,
  running,
  done,
  refused,  ///< the files say something that must not come into force; `sentence` says what to do
  failed,   ///< the files cannot be read
};
std::string_view to_text(ImportState state);
std::optional<ImportState> parse_import_state(std::string_view text);

/// Whether the doubts that a person can overrule are overruled.
enum class Forced : bool { no, yes };

struct ImportFile {
  std::string name;  ///< shown, never a path
  Sha256 sha256;
  std::uint64_t bytes = 0;
};

struct ImportCounts {
  std::int64_t read = 0;      ///< rows seen
  std::int64_t rejected = 0;  ///< of these not taken
  std::int64_t remarked = 0;  ///< taken although something is odd
  std::int64_t repeated = 0;  ///< rows whose key came again later
  std::int64_t added = 0;     ///< records
  std::int64_t changed = 0;
  std::int64_t removed = 0;
  std::int64_t unchanged = 0;

  bool operator==(const ImportCounts&) const = default;
};

/// One import, asked for, under way or ended.
struct DatasetImport {
  ImportId id;
  std::int64_t number = 0;
  std::string dataset;  ///< id of the data set
  std::string kind;     ///< of datasets.def
  std::string name;     ///< what the data set will be called
  PersonId person;      ///< empty: the service itself (a watched source)
  ImportMode mode = ImportMode::whole;
  Forced forced = Forced::no;
  std::optional<Day> asked_date{};   ///< the importer's word
  std::optional<Day> source_date{};  ///< what came of it and of the files
  std::vector<ImportFile> files;     ///< in the order given
  ImportState state = ImportState::queued;
  int attempts = 0;
  std::string sentence;               ///< why it was refused or failed
  std::vector<std::string> warnings;  ///< of the files as wholes
  ImportCounts counts;
  Instant created;
  std::optional<Instant> started{};
  std::optional<Instant> finished{};
};

}  // namespace formulary::domain
