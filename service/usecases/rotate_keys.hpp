// Changes the keys of stored files, each step with its audit entry. That two administrators agreed to a rotation is
// found out before: it takes the confirmed request. Keys are named by their public halves.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/usecases/ports/storage_keys.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// Who asked for it and who agreed: two different persons, or the host for both.
struct ConfirmedKeyChange {
  domain::Actor asked;
  domain::Actor agreed;
};

/// Gives the recipient of the new key. The entry is written first: a crash leaves an entry without a rotation, never a
/// rotation without an entry. Refusals: forbidden (one person alone).
domain::Result<std::string> rotate_keys(Store& store, StorageKeys& keys, const World& world,
                                        const ConfirmedKeyChange& confirmed);

/// Sets the officers' recipients. Refusals: forbidden, invalid (not a recipient).
domain::Result<void> set_recovery_recipients(Store& store, StorageKeys& keys, const World& world,
                                             const ConfirmedKeyChange& confirmed,
                                             const std::vector<std::string>& recipients);

struct RewrapResult {
  RewrapCounts counts;
  bool complete = false;               ///< looked at all of them
  std::vector<std::string> destroyed;  ///< recipients of the keys that no file needs any more
};

/// Brings all files to the keys in use, and destroys the old keys when that worked for every file.
RewrapResult rewrap_files(Store& store, StorageKeys& keys, const World& world,
                          const std::function<bool(const RewrapCounts&)>& progress);

}  // namespace formulary::usecases
