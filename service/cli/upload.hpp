// Sends a file to the service in pieces (tus 1.0). An upload that breaks off is resumed where the service says, for as
// long as the command runs.
#pragma once

#include <string>

#include "service/cli/connection.hpp"

namespace formulary::cli {

enum class Show : bool { no, yes };  ///< on standard error, how far it is

/// The upload's id.
std::string upload(Connection& connection, const std::string& path, Show show);

}  // namespace formulary::cli
