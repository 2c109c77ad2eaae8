// An emergency approval at the gate: it turns a hold, an unknown or an approval that is over into a yes with
// conditions, for the one file that it names, until its hour. It never turns a no: not a revocation, a suspension, a
// rejection or a recall; and nothing in a registry that was restored and not yet accepted.
#pragma once

#include <string_view>

#include "service/domain/gate/gate.hpp"

namespace formulary::domain {

/// The one that holds for `query` where the gate says `verdict` without it, of `approval` or none; null: none does.
const EmergencyApproval* emergency_at_gate(const GateQuery& query, const GateRecords& records, GateVerdict verdict,
                                           const Approval* approval, const Present& present);

/// What the gate says because of it, in place of `answer`, which was given without it.
GateAnswer allowed_in_emergency(GateAnswer answer, const EmergencyApproval& emergency, const GateRecords& records,
                                const Present& present);

}  // namespace formulary::domain
