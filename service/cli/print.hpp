// How the commands show a submission.
#pragma once

#include <string>

#include "service/cli/connection.hpp"

namespace formulary::cli {

/// Polls until the submission is neither submitted nor scanning; shows that it waits when a person watches.
Json wait_for_scan(Connection& connection, const std::string& id);

/// In words, or as JSON with --json.
void print_submission(const Shared& shared, const Json& submission);

/// done, or incomplete_scan when the Report is partial.
int submission_exit(const Json& submission);

}  // namespace formulary::cli
