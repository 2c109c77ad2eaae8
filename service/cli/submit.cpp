// `formulary submit FILE --use USE.json`: sends a package and asks for it.
#include <fstream>
#include <vector>

#include <fmt/format.h>

#include "service/cli/connection.hpp"
#include "service/cli/print.hpp"
#include "service/cli/upload.hpp"

namespace formulary::cli {
namespace {

Json read_use(const std::string& path) {
  std::ifstream file(path);
  Json use = Json::parse(file, nullptr, false);
  if (!file.is_open() || !use.is_object()) {
    throw Failure{usage, fmt::format("`{}` is not a JSON object with the intended use (schema IntendedUse).", path)};
  }
  return use;
}

}  // namespace

void add_submit(CLI::App& app, const Shared& shared, int& exit_code) {
  struct Options {
    std::string file, platform, id, version, use_file, purpose, users, patient_group, clinical_role = "none", devices;
    std::vector<std::string> data_classes, sites, jurisdictions;
    std::string department;
    bool no_wait = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("submit", "Ask for a tool: send its package, or name it");
  auto* file = command->add_option("FILE", options->file, "The package");
  command->add_option("--id", options->id, "Store id or web address, when there is no file")->excludes(file);
  command->add_option("--platform", options->platform, "android, ios, windows, browser, web, package");
  command->add_option("--version", options->version, "Version, when there is no file");
  auto* use = command->add_option("--use", options->use_file, "Intended use as a JSON file");
  command->add_option("--purpose", options->purpose, "What it is for")->excludes(use);
  command->add_option("--users", options->users, "Who will use it");
  command->add_option("--patients", options->patient_group, "Which patients it concerns");
  command->add_option("--data", options->data_classes, "none, staff, phi (may be repeated)");
  command->add_option("--clinical-role", options->clinical_role, "none, administrative, informs, drives_or_diagnoses");
  command->add_option("--devices", options->devices, "Devices that it drives");
  command->add_option("--site", options->sites, "Where (may be repeated)");
  command->add_option("--jurisdiction", options->jurisdictions, "Such as DE, US, EU (may be repeated)");
  command->add_option("--department", options->department, "Id of the department; yours by default");
  command->add_flag("--no-wait", options->no_wait, "Do not wait for the scan");
  command->callback([options, &shared, &exit_code] {
    if (options->file.empty() && (options->id.empty() || options->platform.empty())) {
      throw Failure{usage, "Give a FILE, or --platform and --id for a tool without a file."};
    }
    Connection connection(shared);
    Json request;
    if (options->file.empty()) {
      request["claim"] = {{"platform", options->platform}, {"identifier", options->id}, {"version", options->version}};
    } else {
      request["upload"] = upload(connection, options->file, watched() && !shared.quiet ? Show::yes : Show::no);
    }
    if (!options->department.empty()) request["department"] = options->department;
    request["intended_use"] = options->use_file.empty() ? Json{{"purpose", options->purpose},
                                                               {"users", options->users},
                                                               {"patient_group", options->patient_group},
                                                               {"data_classes", options->data_classes},
                                                               {"clinical_role", options->clinical_role},
                                                               {"devices_driven", options->devices},
                                                               {"sites", options->sites},
                                                               {"jurisdictions", options->jurisdictions}}
                                                        : read_use(options->use_file);
    Json submission = connection.send("POST", "/v1/submissions", request).body;
    if (!options->no_wait) submission = wait_for_scan(connection, submission.value("id", ""));
    print_submission(shared, submission);
    exit_code = submission_exit(submission);
  });
}

}  // namespace formulary::cli
