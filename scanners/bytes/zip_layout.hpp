// Where the entries of a ZIP archive lie in the file: reads every local header (APPNOTE.TXT 4.3.7) and data descriptor
// (4.3.9), compares them with the central directory, and accounts for every byte between the start of the file and the
// central directory. Alignment by zero bytes, empty nameless entries that packaging tools leave in place of deleted
// ones, and the APK Signing Block are not gaps.
#pragma once

#include <vector>

#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/source.hpp"
#include "scanners/bytes/zip.hpp"

namespace formulary::bytes {

/// Fills in `data_offset` of each entry.
void check_zip_layout(const Source& source, std::uint64_t directory_offset, std::vector<ZipEntry>& entries,
                      Complaints& complaints);

}  // namespace formulary::bytes
