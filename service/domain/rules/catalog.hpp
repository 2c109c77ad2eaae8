// Declares every rule of rules.def, so that a line without a definition does not link.
#pragma once

#include "service/domain/rules/rule.hpp"

namespace formulary::domain {

#define RULE(identifier) extern const Rule identifier;
#include "service/domain/rules/rules.def"
#undef RULE

}  // namespace formulary::domain
