// The content of an entry for readers that ask by offset. Stored entries are read where they lie, small compressed ones
// are inflated into memory, and of large ones only what is asked for is kept: the entry is inflated again until nothing
// is missing. So a library of any size can be looked at in little memory.
#pragma once

#include <functional>

#include "scanners/bytes/zip.hpp"

namespace formulary::bytes {

/// Calls `look` until everything that it read was there, eight times at most; the last call counts. `pass` sees the
/// whole content once, in pieces. False when the entry could not be had whole; an anomaly, or `budget.exceeded()`, says
/// why.
bool look_at_entry(const Zip& zip, const ZipEntry& entry, Budget& budget, std::vector<Anomaly>& anomalies,
                   const std::function<void(const Source&)>& look, const std::function<void(View)>& pass);

/// The filled part of `out`: the first bytes of the content, without a check of its sum.
View beginning_of_entry(const Zip& zip, const ZipEntry& entry, std::span<std::byte> out);

}  // namespace formulary::bytes
