// `formulary doctor`: looks at this installation, on its machine and as the user of the service, and says what to do.
// Works whether or not the service runs.
#include <algorithm>
#include <cerrno>
#include <iterator>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "service/cli/command.hpp"
#include "service/cli/doctor_checks.hpp"
#include "service/io/crypto/system_world.hpp"

namespace formulary::cli {

std::string_view to_text(Health health) {
  switch (health) {
    case Health::good:
      return "good";
    case Health::advice:
      return "advice";
    case Health::wrong:
      return "wrong";
    case Health::breached:
      return "breached";
  }
  return "wrong";
}

Findings examine(const Installation& here) {
  Findings findings;
  const auto add = [&](Findings more) { std::ranges::move(more, std::back_inserter(findings)); };
#define CHECK(identifier) add(check_##identifier(here));
#include "service/cli/doctor_checks.def"
#undef CHECK
  return findings;
}

namespace {

/// Opens the registry where that changes nothing: not as another user, whose files the service could not write, and not
/// where it would have to be migrated.
void open_registry(Installation& here) {
  const std::string file = here.config.data + "/formulary.db";
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    if (errno != ENOENT) here.no_store = "The database cannot be looked at. Run this as the user of the service.";
    return;
  }
  if (status.st_uid != ::geteuid()) {
    here.no_store = fmt::format("The database belongs to the user {}. Run this as that user.", status.st_uid);
    return;
  }
  try {
    if (io::store::is_current(file)) {
      here.store = io::store::open(file);
    } else {
      here.no_store =
          "The database is of another version. Start the service of this version once, then run this again.";
    }
  } catch (const std::exception& problem) {
    here.no_store = fmt::format("The database cannot be opened: {}", problem.what());
  }
}

void print(const Shared& shared, const Findings& findings, Health worst) {
  if (shared.quiet) return;
  if (shared.json) {
    nlohmann::ordered_json all{{"health", to_text(worst)}, {"checks", nlohmann::ordered_json::array()}};
    for (const Finding& one : findings) {
      all["checks"].push_back({{"name", one.name}, {"health", to_text(one.health)}, {"sentence", one.sentence}});
    }
    fmt::print("{}\n", all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  for (const Finding& one : findings) {
    fmt::print("{:<9} {:<24} {}\n", to_text(one.health), one.name, printable(one.sentence));
  }
  const auto number = [&](Health health) { return std::ranges::count(findings, health, &Finding::health); };
  fmt::print("{} good, {} to be better, {} wrong, {} breached\n", number(Health::good), number(Health::advice),
             number(Health::wrong), number(Health::breached));
}

int exit_of(Health worst) {
  switch (worst) {
    case Health::good:
    case Health::advice:
      return done;
    case Health::wrong:
      return not_allowed;
    case Health::breached:
      return trust_failure;
  }
  return not_allowed;
}

}  // namespace

void add_doctor(CLI::App& app, const Shared& shared, int& exit_code) {
  struct Options {
    std::string config;
    std::optional<std::string> data, scanner, web;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("doctor", "Look whether this installation is well, and say what to do");
  command->add_option("--config", options->config, "Configuration file of the service");
  command->add_option("--data", options->data, "Folder of the database and the artifacts");
  command->add_option("--scanner", options->scanner, "Path of formulary-scan");
  command->add_option("--web", options->web, "Folder of the web application");
  command->footer(
      "Exit codes: 0 all is well or could be better, 1 something is wrong, 2 usage or a configuration that cannot be "
      "read, 3 the wall of the scanner or the audit log is breached.");
  command->callback([options, &shared, &exit_code] {
    Installation here;
    here.config_file = options->config;
    try {
      if (!options->config.empty()) here.config = read_config(options->config);
      here.present = io::crypto::SystemWorld(here.config.time_zone).present();
    } catch (const std::invalid_argument& problem) {
      throw Failure{usage, problem.what()};
    }
    if (options->data) here.config.data = *options->data;
    if (options->scanner) here.config.scanner = *options->scanner;
    if (options->web) here.config.web = *options->web;
    const std::string beside = program_folder();
    here.scanner = here.config.scanner.empty() ? beside + "/formulary-scan" : here.config.scanner;
    here.web = here.config.web.empty() ? beside + "/../share/formulary/web" : here.config.web;
    open_registry(here);

    const Findings findings = examine(here);
    const Health worst = std::ranges::max(findings, {}, &Finding::health).health;
    print(shared, findings, worst);
    exit_code = exit_of(worst);
  });
}

}  // namespace formulary::cli
