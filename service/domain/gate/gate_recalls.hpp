// What a recall that stands does to the answer of the gate.
#pragma once

#include <optional>
#include <string>

#include "service/domain/gate/gate.hpp"

namespace formulary::domain {

struct RecallEffect {
  GateVerdict verdict = GateVerdict::allowed;  ///< at best, while it stands
  std::string sentence;                        ///< names the recall, its source and its date
  std::string condition;                       ///< where it may still be bought; empty: none
};

/// One that is overdue holds, whatever it did before; so does one of class II that may concern the tool, where the
/// policy says so. Counted ones have no effect.
RecallEffect effect_of(const StandingRecall& recall, PossibleRecall possible, Day today);

}  // namespace formulary::domain
