// Whether the registry is what this program wrote: the rows against their seals, the seals against what the last entry
// of the audit log says. Each finding is a sentence; empty means that all is well. Nothing is changed.
#pragma once

#include <string>
#include <string_view>

#include "service/io/store/connection.hpp"

namespace formulary::io::store {

/// What the last entry of the log says of the registry; empty where it says nothing, or where there is none.
std::string state_said_last(Connection& connection);

/// What an entry would say now, by the seals as they are stored.
std::string state_of_seals(Connection& connection);

/// The seals against `said`, and the definitions of tables, indices and triggers against theirs. Takes a millisecond or
/// two, however large the registry is.
std::string contradiction_of_seals(Connection& connection, std::string_view said);

/// Every row of every table against the seals: reads the whole registry but for the log.
std::string contradiction_of_rows(Connection& connection);

}  // namespace formulary::io::store
