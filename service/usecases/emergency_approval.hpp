// Emergency approvals: granted in emergency access, ratified by a reviewer and an approver, revoked by a person, and
// over at their hour.
#pragma once

#include <cstdint>
#include <string>

#include "service/domain/emergency.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

domain::Result<domain::EmergencyApproval> grant_emergency(Transaction& transaction, World& world,
                                                          const domain::Actor& actor, const domain::SubmissionId& id,
                                                          const std::string& reason, int hours);

/// Whether `actor` may ratify it now, and as what.
domain::Result<domain::Ratifier> may_ratify(Transaction& transaction, const World& world, const domain::Actor& actor,
                                            const domain::EmergencyApproval& approval);

/// Refusals: not_found, conflict (over), forbidden (not by this person).
domain::Result<domain::EmergencyApproval> ratify_emergency(Transaction& transaction, World& world,
                                                           const domain::Actor& actor,
                                                           const domain::EmergencyApprovalId& id);

domain::Result<domain::EmergencyApproval> revoke_emergency(Transaction& transaction, World& world,
                                                           const domain::Actor& actor,
                                                           const domain::EmergencyApprovalId& id,
                                                           const std::string& reason);

/// What is past its hour: the ratified ones have expired, the others are revoked. How many.
int end_emergency_approvals(Transaction& transaction, World& world);

}  // namespace formulary::usecases
