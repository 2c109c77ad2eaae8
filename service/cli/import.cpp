// `formulary import KIND FILE...`: sends what an authority publishes and waits until it is in force, or refused.
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "service/cli/connection.hpp"
#include "service/cli/upload.hpp"

namespace formulary::cli {
namespace {

constexpr int shown_rows = 5;

std::int64_t count(const Json& import, const char* name) { return import["counts"].value(name, std::int64_t{0}); }

void show_progress(const Json& import) {
  const Json& progress = import["progress"];
  if (!progress.is_object()) {
    fmt::print(stderr, "\r\x1b[Kwaiting for other imports");
    return;
  }
  fmt::print(stderr, "\r\x1b[K{}: {} of {} MiB, {} records", printable(progress.value("phase", "")),
             progress.value("bytes_read", std::uint64_t{0}) >> 20,
             progress.value("bytes_total", std::uint64_t{0}) >> 20, progress.value("records", std::int64_t{0}));
}

Json wait_for_import(Connection& connection, Json import, Show show) {
  const std::string target = "/v1/imports/" + import.value("id", "");
  auto pause = std::chrono::milliseconds(50);
  while (import.value("state", "") == "queued" || import.value("state", "") == "running") {
    if (show == Show::yes) show_progress(import);
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, std::chrono::milliseconds(1000));
    import = connection.get(target).body;
  }
  if (show == Show::yes) fmt::print(stderr, "\r\x1b[K");
  return import;
}

void print_import(const Json& import) {
  if (import.value("state", "") == "done") {
    const Json& date = import["source_date"];
    fmt::print("{} ({}), {}: {} new, {} changed, {} removed, {} unchanged\n", printable(import.value("name", "")),
               printable(import.value("dataset", "")),
               date.is_string() ? "of " + printable(date.get<std::string>()) : "of an unknown date",
               count(import, "new"), count(import, "changed"), count(import, "removed"), count(import, "unchanged"));
  } else {
    fmt::print("{}: {}\n", printable(import.value("dataset", "")), printable(import.value("sentence", "")));
  }
  fmt::print("{} rows read, {} rejected, {} with a remark, {} given twice\n", count(import, "read"),
             count(import, "rejected"), count(import, "remarked"), count(import, "repeated"));
  for (const Json& warning : import["warnings"]) fmt::print(stderr, "{}\n", printable(warning.get<std::string>()));
}

void print_rejections(Connection& connection, const Json& import) {
  const std::string target = "/v1/imports/" + import.value("id", "") + "/rejections";
  const Json rows = connection.get(target + fmt::format("?limit={}", shown_rows)).body;
  for (const Json& row : rows["items"]) {
    fmt::print(stderr, "{}:{}: {}{}\n", printable(row.value("file", "")), row.value("line", std::int64_t{0}),
               row.value("taken", false) ? "taken, but: " : "", printable(row.value("reason", "")));
  }
  if (rows["next"].is_string()) fmt::print(stderr, "... and more: GET {}\n", target);
}

}  // namespace

void add_import(CLI::App& app, const Shared& shared, int& exit_code) {
  struct Options {
    std::string kind, name, source_date;
    std::vector<std::string> files;
    bool additions = false, force = false, no_wait = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("import", "Import what an authority publishes");
  command->add_option("KIND", options->kind, "Such as us-510k; `formulary datasets` lists all")->required();
  command->add_option("FILE", options->files, "The files of one publication")->required();
  command->add_option("--name", options->name, "Which one, of kinds of which there are several");
  command->add_option("--source-date", options->source_date, "Day of publication, where the files do not say it");
  command->add_flag("--additions", options->additions, "Keep the records that these files do not have");
  command->add_flag("--force", options->force, "Even if older, mostly rejected, or removing much");
  command->add_flag("--no-wait", options->no_wait, "Do not wait for the end");
  command->callback([options, &shared, &exit_code] {
    const Show show = watched() && !shared.quiet ? Show::yes : Show::no;
    Connection connection(shared);
    Json request{{"kind", options->kind},
                 {"uploads", Json::array()},
                 {"mode", options->additions ? "additions" : "whole"},
                 {"force", options->force}};
    if (!options->name.empty()) request["name"] = options->name;
    if (!options->source_date.empty()) request["source_date"] = options->source_date;
    for (const std::string& file : options->files) request["uploads"].push_back(upload(connection, file, show));
    Json import = connection.send("POST", "/v1/datasets", request).body;
    if (!options->no_wait) import = wait_for_import(connection, std::move(import), show);
    if (shared.json) {
      fmt::print("{}\n", import.dump(2));
    } else {
      print_import(import);
      if (!options->no_wait && !shared.quiet) print_rejections(connection, import);
    }
    exit_code = options->no_wait || import.value("state", "") == "done" ? done : not_allowed;
  });
}

}  // namespace formulary::cli
