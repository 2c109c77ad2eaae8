// The end of a ZIP archive: where the central directory is, and how many entries it should hold (APPNOTE.TXT 4.3.14 to
// 4.3.16). Chooses the last end record whose comment ends with the file, as the Android platform does; when none fits,
// the last one there is, and says so. Promises that the directory lies within the file before the end record.
#pragma once

#include <cstdint>
#include <optional>

#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/source.hpp"

namespace formulary::bytes {

struct ZipEnd {
  std::uint64_t record_offset = 0;
  std::uint64_t directory_offset = 0;
  std::uint64_t directory_size = 0;   ///< as declared
  std::uint64_t directory_limit = 0;  ///< where the records behind the directory start: it cannot reach further
  std::uint64_t entries = 0;          ///< as declared
  std::uint64_t shift = 0;            ///< what must be added to every offset the archive holds; normally 0
};

/// Nothing when there is no usable end record; the complaint says why.
std::optional<ZipEnd> find_zip_end(const Source& source, Complaints& complaints);

}  // namespace formulary::bytes
