// Reads the files that an authority publishes and hands out their records one by one, in the order of the files. Memory
// stays bounded whatever their size. Nothing is stored and nothing is compared: the same key may come twice, and what
// that means is the sink's matter.
//
// A row that cannot be read is rejected and the rest goes on; a file that is broken as a whole throws BrokenFile, and
// then nothing that came before it counts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/datasets/authority_record.hpp"
#include "service/domain/datasets/dataset.hpp"
#include "service/domain/time.hpp"

namespace formulary::usecases {

/// Cut off, malformed, of another kind than asked for, newer than what is known, or too large: `what()` is a sentence
/// for people that says what is wrong and what to do.
class BrokenFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where in the files something stands.
struct Place {
  std::string_view file;  ///< its name without folders; within an archive `release.zip!/device.txt`
  std::int64_t line = 0;  ///< of text and XML, where the record begins; of JSON, the number of the record; from 1
};

class RecordSink {
 public:
  virtual ~RecordSink() = default;

  /// May throw; that ends the reading, and read() passes it on.
  virtual void record(domain::AuthorityRecord&& record, const Place& place) = 0;
  /// A row that was not taken. Called for the first kReportedRows of them; the summary counts all.
  virtual void reject(const Place& place, std::string_view reason) = 0;
  /// A row that was taken although something in it is odd: a date in the year 2202, a GTIN with a wrong check digit.
  /// Comes before its record. Called for the first kReportedRows of them; the summary counts all.
  virtual void remark(const Place& place, std::string_view text) = 0;
  /// Of the files as they lie on the disk; now and then, and once at the end.
  virtual void progress(std::uint64_t bytes_read, std::uint64_t bytes_total) = 0;
};

/// So many rejections, and so many remarks, are told one by one.
inline constexpr std::int64_t kReportedRows = 1000;

struct ReadSummary {
  std::optional<domain::Day> source_date{};  ///< what the files say of their own age; of several the oldest
  /// Rows seen, those rejected included. A row is a record, nearly always; a few formats have rows that are none (the
  /// address of an agent), or several (the certificates of a device).
  std::int64_t read = 0;
  std::int64_t rejected = 0;
  std::int64_t passed_over = 0;  ///< of the rejected: read, and rightly no part of this data set
  std::int64_t remarked = 0;
  std::vector<std::string> warnings;  ///< of the files as wholes, each once: an unknown column, no date of the source
};

class DatasetReader {
 public:
  virtual ~DatasetReader() = default;

  /// All `files` together are one publication (the parts of openFDA, the pages of an interface). What a file is, its
  /// content says, not its name. Throws BrokenFile; std::system_error where a file cannot be read from the disk.
  virtual ReadSummary read(const domain::DatasetKind& kind, std::span<const std::filesystem::path> files,
                           RecordSink& sink) = 0;
};

}  // namespace formulary::usecases
