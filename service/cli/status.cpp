// `formulary status ID`: where a submission stands, what the machine found, and what keeps it from being approved.
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "service/cli/connection.hpp"
#include "service/cli/print.hpp"

namespace formulary::cli {

void add_status(CLI::App& app, const Shared& shared, int& exit_code) {
  struct Options {
    std::string id;
    bool wait = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("status", "Where a submission stands");
  command->add_option("ID", options->id, "The submission's id")->required();
  command->add_flag("--wait", options->wait, "Wait until the scan has ended");
  command->callback([options, &shared, &exit_code] {
    Connection connection(shared);
    const Json submission = options->wait ? wait_for_scan(connection, options->id)
                                          : connection.get("/v1/submissions/" + percent_encoded(options->id)).body;
    print_submission(shared, submission);
    exit_code = submission_exit(submission);
  });
}

}  // namespace formulary::cli
