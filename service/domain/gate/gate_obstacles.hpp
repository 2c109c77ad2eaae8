// What the gate would answer no for, seen before anybody approves: papers and authorizations that the policy asks for
// and that are missing, in doubt or too old, claims that are not so, and recalls that stand against the version.
#pragma once

#include <string>
#include <vector>

#include "service/domain/gate/gate_view.hpp"

namespace formulary::domain {

/// A sentence each; empty: none. `subject.approval` is one as it would be made.
std::vector<std::string> obstacles_at_gate(const GateSubject& subject);

}  // namespace formulary::domain
