// `formulary datasets`: what is in force of the data of authorities, and how old it is.
#include <fmt/format.h>

#include "service/cli/connection.hpp"

namespace formulary::cli {
namespace {

std::string age(const Json& dataset) {
  if (dataset["imported"].is_null()) return "never imported";
  const Json& days = dataset["age_days"];
  std::string word = "of an unknown date";
  if (days.is_number()) {
    const auto number = days.get<std::int64_t>();
    word = fmt::format("{} day{} old", number, number == 1 ? "" : "s");
  }
  return dataset.value("stale", true) ? fmt::format("{}, too old: confirms nothing", word) : word;
}

}  // namespace

void add_datasets(CLI::App& app, const Shared& shared, int& exit_code) {
  CLI::App* command = app.add_subcommand("datasets", "The data of authorities, and how old they are");
  command->callback([&shared, &exit_code] {
    Connection connection(shared);
    const Json all = connection.all("/v1/datasets");
    exit_code = done;
    if (shared.json) {
      fmt::print("{}\n", all.dump(2));
      return;
    }
    for (const Json& dataset : all) {
      fmt::print("{:<24} {:>9}  {:<41} {}\n", printable(dataset.value("id", "")),
                 dataset.value("rows", std::int64_t{0}), age(dataset), printable(dataset.value("name", "")));
      const Json& watch = dataset["watch"];
      if (watch.is_object() && !watch.value("problem", "").empty()) {
        fmt::print("{:<24} {}\n", "", printable(watch.value("problem", "")));
      }
    }
  });
}

}  // namespace formulary::cli
