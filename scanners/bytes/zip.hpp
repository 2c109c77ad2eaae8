// The ZIP reader: strict enough for evidence. It reads the central directory (PKWARE APPNOTE.TXT 6.3.10, section 4.3),
// checks every local header against it, and states each disagreement as an anomaly instead of choosing silently. What
// it gives is what the Android platform would use: the last end-of-central-directory record that fits, the central
// directory's values. It promises nothing about the content of entries.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/budget.hpp"
#include "scanners/bytes/source.hpp"
#include "scanners/report.hpp"

namespace formulary::bytes {

struct ZipEntry {
  std::string name;  ///< raw bytes of the central directory; may hold anything
  std::uint16_t flags = 0;
  std::uint16_t method = 0;  ///< 0 stored, 8 deflated
  std::uint32_t crc32 = 0;
  std::uint64_t compressed_size = 0;
  std::uint64_t size = 0;
  std::uint64_t header_offset = 0;  ///< of the local file header
  std::uint64_t data_offset = 0;    ///< of the first byte of content; 0 when the local header is unreadable
  std::uint32_t external_attributes = 0;
  std::uint16_t made_by = 0;
  std::uint16_t version_needed = 0;
  std::uint32_t modified = 0;  ///< time in the lower half, date in the upper one, as MS-DOS wrote them
};

/// What a wrong checksum means: the platform's package manager refuses such an entry, its asset manager, which reads
/// the manifest and the resources, does not look.
enum class Checksum { must_hold, only_reported };

class Zip {
 public:
  /// Reads the directory of `source`, which must outlive the Zip. Gives nothing when there is no readable central
  /// directory (anomaly `zip.malformed` says why). Every other defect is an anomaly.
  static std::optional<Zip> open(const Source& source, Budget& budget, std::vector<Anomaly>& anomalies);

  const Source& source() const { return *source_; }
  const std::vector<ZipEntry>& entries() const { return entries_; }  ///< in central directory order

  /// The entry that the platform would open under this name; null when there is none.
  const ZipEntry* find(std::string_view name) const;

  /// The same archive with only those entries to which `name_for` gives a name, under that name: a folder of it as if
  /// it were an archive of its own. `name_for` takes an entry's name and gives an empty one for those to leave out.
  Zip renamed(const std::function<std::string(std::string_view)>& name_for) const;

  /// The content of an entry, at most `budget.in_memory` bytes, its CRC checked. Nothing when it cannot be had whole;
  /// an anomaly, or `budget.exceeded()`, says why.
  std::optional<std::vector<std::byte>> extract(const ZipEntry& entry, Budget& budget, std::vector<Anomaly>& anomalies,
                                                Checksum checksum = Checksum::must_hold) const;

  /// The content of an entry in pieces, without holding it. False when it could not be had whole, as above;
  /// `consume` may already have seen a part of it then.
  bool stream(const ZipEntry& entry, Budget& budget, std::vector<Anomaly>& anomalies,
              const std::function<void(View)>& consume) const;

  /// The content of an entry to be read here and there: a window of the archive when it is stored, else in memory, at
  /// most `budget.in_memory` bytes. Null when it cannot be had; an anomaly, or its size, says why. The checksum is not
  /// looked at.
  std::unique_ptr<Source> open_entry(const ZipEntry& entry, Budget& budget, std::vector<Anomaly>& anomalies) const;

  std::uint64_t central_directory_offset() const { return central_directory_offset_; }
  std::uint64_t central_directory_size() const { return central_directory_size_; }
  std::uint64_t end_record_offset() const { return end_record_offset_; }

 private:
  void sort_names();

  const Source* source_ = nullptr;
  std::vector<ZipEntry> entries_;
  std::vector<std::uint32_t> by_name_;  ///< indices into entries_, sorted by name
  std::uint64_t central_directory_offset_ = 0;
  std::uint64_t central_directory_size_ = 0;
  std::uint64_t end_record_offset_ = 0;
};

}  // namespace formulary::bytes
