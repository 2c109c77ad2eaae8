// Scans what was submitted: claims a job, and puts the Report where it belongs. The scan itself happens between the
// two, outside any transaction, in a process of its own. A job whose service died is queued again at the next start; an
// artifact that kills the scanner twice gets its empty Report instead of a third try.
#pragma once

#include <optional>

#include "service/usecases/ports/blobs.hpp"
#include "service/usecases/ports/scanner.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// The whole step: claims a job, has its artifact scanned, stores the Report. False when no job waits.
bool scan_next(Store& store, Blobs& blobs, Scanner& scanner, World& world);

/// submitted → scanning. Nothing when no job waits.
std::optional<Job> begin_scan(Transaction& transaction, World& world);

/// Stores the Report, finds or makes tool and version, scanning → in_review.
void finish_scan(Transaction& transaction, World& world, const Job& job, const Report& report);

/// Crash attempts after which an artifact is not scanned again.
inline constexpr int scan_attempts = 2;

}  // namespace formulary::usecases
