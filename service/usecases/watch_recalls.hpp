// Compares what authorities recall with what the registry holds, and does what follows: after an import of recalls its
// notices with all versions; after any other import all notices, because it may say more of a version; whenever
// something new is known of a version, that version with all notices; and what a person entered with all versions. A
// pair that a person dismissed comes back only when the notice says something else. What follows only ever becomes
// graver by itself. A department that asks for a version later is told what stands against it.
//
// Doing it again does no harm, so a service that dies in between simply does it again.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "service/domain/recalls/recall_index.hpp"
#include "service/usecases/import_follower.hpp"
#include "service/usecases/import_progress.hpp"

namespace formulary::usecases {

class RecallWatcher : public ImportFollower {
 public:
  /// `progress` tells when the service stops.
  explicit RecallWatcher(const ImportProgress& progress) : progress_(progress) {}

  void follow(Store& store, World& world, const domain::DatasetImport& import) override;
  bool catch_up(Store& store, World& world) override;

 private:
  void compare_entries(Store& store, World& world, const std::vector<RecallEntry>& entries);
  void compare_versions(Store& store, World& world, const std::vector<DueVersion>& versions);
  void check_stopped() const;

  const ImportProgress& progress_;
};

/// Puts what the matcher found on record, or renews what is there, and does what follows: tells the departments,
/// suspends approvals. True: something was written.
bool raise_recall(Transaction& transaction, World& world, domain::RecallCase found, const domain::ImportId& import);

/// Suspends the approvals of the case's version, where that is what follows from it.
void act_on(Transaction& transaction, World& world, const domain::RecallCase& recall);

/// One step in the life of a case: its row and its audit entry.
void note_recall(Transaction& transaction, World& world, const domain::Actor& actor, const domain::RecallCase& recall,
                 const std::string& event, const std::string& reason = {});

}  // namespace formulary::usecases
