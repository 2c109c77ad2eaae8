// The constants that the files of this folder define, declared from the table: a regulator without a file does not
// link.
#pragma once

#include "service/domain/regulators/regulator.hpp"

namespace formulary::domain::regulators_table {

#define REGULATOR(identifier) extern const Regulator identifier;
#include "service/domain/regulators/regulators.def"
#undef REGULATOR

}  // namespace formulary::domain::regulators_table
