#include "service/usecases/claim_follower.hpp"

#include "service/usecases/claim.hpp"

namespace formulary::usecases {

int watch_all_claims(Store& store, World& world) {
  constexpr int page = 50;  // a transaction keeps other writers waiting
  int changed = 0;
  domain::SubmissionId last;
  for (;;) {
    std::vector<domain::SubmissionId> ids;
    store.read([&](Transaction& transaction) { ids = transaction.claims().claiming(last, page); });
    if (ids.empty()) return changed;
    store.write([&](Transaction& transaction) {
      bool wrote = false;
      for (const domain::SubmissionId& id : ids) {
        if (!watch_claims(transaction, world, id)) continue;
        wrote = true;
        ++changed;
      }
      return wrote ? Commit::yes : Commit::no;
    });
    last = ids.back();
  }
}

void ClaimFollower::follow(Store& store, World& world, const domain::DatasetImport&) { watch_all_claims(store, world); }

}  // namespace formulary::usecases
