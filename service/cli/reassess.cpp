// `formulary reassess`: judges every active approval again by today's rules and policy, without rescanning.
#include <fmt/format.h>

#include "service/cli/connection.hpp"

namespace formulary::cli {

void add_reassess(CLI::App& app, const Shared& shared, int& exit_code) {
  CLI::App* command = app.add_subcommand("reassess", "Judge every active approval again by today's rules and policy");
  command->callback([&shared, &exit_code] {
    Connection connection(shared);
    const Json result = connection.send("POST", "/v1/reassessments", Json::object()).body;
    if (shared.json) {
      fmt::print("{}\n", result.dump(2));
    } else if (!shared.quiet) {
      fmt::print("{} Reports judged again, {} approvals suspended, {} expired.\n", result.value("artifacts", 0),
                 result["suspended"].size(), result["expired"].size());
      for (const auto& id : result["suspended"]) fmt::print("  suspended {}\n", id.get<std::string>());
    }
    exit_code = done;
  });
}

}  // namespace formulary::cli
