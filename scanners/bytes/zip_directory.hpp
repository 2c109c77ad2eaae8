// The central directory of a ZIP archive (APPNOTE.TXT 4.3.12) and what can be said of an entry from it alone: its name,
// its extra fields, its kind of file. Nothing is looked up in the file yet.
#pragma once

#include <optional>
#include <vector>

#include "scanners/bytes/budget.hpp"
#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/source.hpp"
#include "scanners/bytes/zip.hpp"
#include "scanners/bytes/zip_end.hpp"

namespace formulary::bytes {

struct ZipDirectory {
  std::vector<ZipEntry> entries;  ///< in the directory's order
  std::uint64_t size = 0;         ///< bytes that the entries took
};

/// Nothing when a record of the directory is not one. Stops at the budget's number of entries.
std::optional<ZipDirectory> read_zip_directory(const Source& source, const ZipEnd& end, Budget& budget,
                                               Complaints& complaints);

/// What the directory of `source` lists, for telling formats apart: nothing is objected to. Empty when there is none.
std::vector<ZipEntry> list_zip(const Source& source);

/// Whether `extra` is a run of fields (4.5.1). Zero bytes that are no field are what alignment tools leave.
bool extra_fields_well_formed(View extra);

}  // namespace formulary::bytes
