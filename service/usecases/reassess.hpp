// Judges every active approval again by today's rules and policy, from stored facts, without rescanning. Automation may
// escalate and never clears: what now fails is suspended with its reason; nothing is lifted.
#pragma once

#include <vector>

#include "service/domain/ids.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

struct Reassessment {
  int artifacts = 0;
  std::vector<domain::ApprovalId> suspended;
  std::vector<domain::ApprovalId> expired;
};

Reassessment reassess(Transaction& transaction, World& world, const domain::Actor& actor);

}  // namespace formulary::usecases
