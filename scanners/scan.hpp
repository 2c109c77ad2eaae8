// Scanning as a function: bytes in, Report out. No clock, no files, no globals: the same bytes, options and scanner
// version give the same Report, byte for byte. Never fails: what cannot be read makes the Report partial.
#pragma once

#include "scanners/format.hpp"

namespace formulary {

/// Detects the format of `source` and reads it. Facts and anomalies come back sorted and free of duplicates; text in
/// them is valid UTF-8 (bytes that are not are replaced by `\xNN`).
Report scan(const bytes::Source& source, const ScanOptions& options, bytes::Budget budget);

/// For a container, of a package within it: as above, but what is spent is taken from the container's budget. Takes one
/// level of its depth while it runs.
Report scan_within(const bytes::Source& source, const ScanOptions& options, bytes::Budget& budget);

/// As the first, with the budget that fits the size of the file.
Report scan(const bytes::Source& source, const ScanOptions& options = {});

}  // namespace formulary
