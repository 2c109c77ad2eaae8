// After data of an authority changed: all claims are judged again, and an approval whose authorization is refused now is
// suspended.
#pragma once

#include "service/usecases/import_follower.hpp"

namespace formulary::usecases {

/// Judges every claim that matters again, in small transactions. How many submissions had something new.
int watch_all_claims(Store& store, World& world);

class ClaimFollower final : public ImportFollower {
 public:
  void follow(Store& store, World& world, const domain::DatasetImport& import) override;
};

}  // namespace formulary::usecases
