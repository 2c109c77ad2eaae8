// Suspends, lifts or revokes an approval, each with a person's reason; notes what has expired.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "service/domain/approval.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// `event` is suspend, lift or revoke. Lifting is refused to the person who submitted, and while the machine still
/// fails the tool without a waiver or a recall stands against the version.
domain::Result<domain::Approval> change_approval(Transaction& transaction, World& world, const domain::Actor& actor,
                                                 const domain::ApprovalId& id, std::int64_t revision,
                                                 domain::ApprovalEvent event, const std::string& reason);

/// Marks approvals past their day as expired. Called by the clock.
std::vector<domain::ApprovalId> expire_approvals(Transaction& transaction, World& world);

}  // namespace formulary::usecases
