// Changes of the keys of stored files, proposed by one administrator and confirmed by another. What was confirmed is
// done after the transaction, because keys are a file: whoever calls do_key_changes() next, this one or the service
// after a crash, does it.
#pragma once

#include <string>
#include <vector>

#include "service/usecases/ports/storage_keys.hpp"
#include "service/usecases/propose.hpp"

namespace formulary::usecases {

domain::Result<Filed> propose_rotation(Transaction& transaction, World& world, AccountRules rules,
                                       const domain::Actor& actor, const KeyStatus& status);
domain::Result<Filed> propose_recovery(Transaction& transaction, World& world, AccountRules rules,
                                       const domain::Actor& actor, const KeyStatus& status,
                                       const std::vector<std::string>& recipients);

/// Does what was confirmed and not done yet. How many. What the keys in use do not fit any more is not done.
int do_key_changes(Store& store, StorageKeys& keys, const World& world);

}  // namespace formulary::usecases
