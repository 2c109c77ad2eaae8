// Answers the gate: may this be bought and installed here, now? Reads only; the query is accounted for beside it.
#pragma once

#include "service/domain/gate/gate.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// Refusals: invalid (`/sha256` ...: neither form of query is whole).
domain::Result<domain::GateAnswer> answer_gate(Transaction& transaction, const World& world,
                                               const domain::GateQuery& query);

/// The entry that accounts for it.
domain::AuditEntry account_of(const domain::Actor& actor, const domain::GateQuery& query,
                              const domain::GateAnswer& answer, domain::Instant now);

}  // namespace formulary::usecases
