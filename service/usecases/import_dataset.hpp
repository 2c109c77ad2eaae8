// Does the imports that wait, one after the other: reads the files into a stage, judges what came of it, merges it in
// one transaction, and then does what follows. Files that are broken, too old, or that would empty a data set change
// nothing.
//
// An import whose service died is done again from the start; files that end the service twice are given up.
#pragma once

#include <span>

#include "service/domain/dataset_import.hpp"
#include "service/usecases/import_follower.hpp"
#include "service/usecases/import_progress.hpp"
#include "service/usecases/ports/blobs.hpp"
#include "service/usecases/ports/dataset_reader.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

inline constexpr int import_attempts = 2;
/// More than this share of rejected rows, and the file is hardly what it was taken for.
inline constexpr double most_rejected = 0.2;
/// A whole import that would remove more than this share of the records in force is more likely a part of the whole.
inline constexpr double most_removed = 0.2;

struct ImportWorld {
  Store& store;
  Blobs& blobs;
  DatasetReader& reader;
  World& world;
  ImportProgress& progress;
  std::span<ImportFollower* const> followers{};
};

/// The oldest import that has not ended. Called by one thread only, so one that runs already is one whose attempt died.
/// False: there is none. Throws what the store throws when it cannot be written; then the import is still there.
bool import_next(const ImportWorld& world);

/// What follows from imports that are done, then what else waits for their data. False: nothing. Throws what a follower throws; then it follows the next
/// time.
bool follow_imports(const ImportWorld& world);

}  // namespace formulary::usecases
