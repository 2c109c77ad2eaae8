// What follows an import: matching recalls with the tools of the house, judging claims again. Called after the data set
// is in force, outside of any transaction. When the service dies in between, or a follower throws, it is called again
// for the same import: what it did before must then do no harm.
#pragma once

#include "service/domain/dataset_import.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

class ImportFollower {
 public:
  virtual ~ImportFollower() = default;

  /// What `import` wrote has its number (RecordFilter::import).
  virtual void follow(Store& store, World& world, const domain::DatasetImport& import) = 0;

  /// What waits for the data that are in force, without an import. False: nothing.
  virtual bool catch_up(Store&, World&) { return false; }
};

}  // namespace formulary::usecases
