// `formulary gate`: may this be bought and installed here, now? The exit code is the answer.
#include <fmt/format.h>

#include "service/cli/connection.hpp"

namespace formulary::cli {
namespace {

int exit_for(const std::string& verdict) {
  if (verdict == "allowed" || verdict == "allowed_with_conditions") return done;
  if (verdict == "denied" || verdict == "hold") return not_allowed;
  return unknown_or_stale;
}

/// A SHA-256 as other programs write it, in capitals or with colons, as the service takes it.
std::string fingerprint(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ':') out += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

void print(const Shared& shared, const Json& answer) {
  if (shared.quiet) return;
  if (shared.json) {
    fmt::print("{}\n", answer.dump(2));
    return;
  }
  std::string verdict = answer.value("verdict", "unknown");
  for (char& c : verdict) c = c == '_' ? ' ' : c;
  fmt::print("{}\n", verdict);
  for (const auto& reason : answer.value("reasons", Json::array())) {
    fmt::print("  because    {} ({}, {})\n", printable(reason.value("sentence", "")), reason.value("source", ""),
               reason.value("as_of", ""));
  }
  for (const auto& condition : answer.value("conditions", Json::array())) {
    fmt::print("  condition  {}\n", printable(condition.get<std::string>()));
  }
  if (verdict.starts_with("allowed") && answer.contains("expires") && answer["expires"].is_string()) {
    fmt::print("  until      {}\n", answer["expires"].get<std::string>());
  }
  for (const auto& other : answer.value("alternatives", Json::array())) {
    fmt::print("  approved   {}\n", printable(other.get<std::string>()));
  }
}

}  // namespace

void add_gate(CLI::App& app, const Shared& shared, int& exit_code) {
  struct Options {
    std::string file, sha256, platform, id, version, signer, department, jurisdiction;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("gate", "May this be bought and installed here, now?");
  auto* file = command->add_option("FILE", options->file, "A package: asked by its SHA-256");
  auto* hash = command->add_option("--sha256", options->sha256, "SHA-256 of the package")->excludes(file);
  auto* id = command->add_option("--id", options->id, "Android package, bundle id ...")->excludes(file)->excludes(hash);
  command->add_option("--platform", options->platform, "android, ios, windows, browser, web, package")->needs(id);
  command->add_option("--version", options->version, "Version name or code")->needs(id);
  command->add_option("--signer", options->signer, "SHA-256 of the signing certificate");
  command->add_option("--department", options->department, "For which department");
  command->add_option("--jurisdiction", options->jurisdiction, "For which jurisdiction, such as DE or US");
  command->footer(
      "Exit codes: 0 allowed (conditions are printed), 1 denied or hold, or the service refused you, 2 usage, 4 "
      "unknown, "
      "5 service unreachable.");
  command->callback([options, &shared, &exit_code] {
    std::string query;
    const auto add = [&](const char* name, const std::string& value) {
      if (value.empty()) return;
      query += fmt::format("{}{}={}", query.empty() ? "?" : "&", name, percent_encoded(value));
    };
    if (!options->file.empty()) options->sha256 = file_sha256(options->file);
    if (options->sha256.empty() && (options->id.empty() || options->version.empty())) {
      throw Failure{usage, "Give a FILE, --sha256, or --id with --version."};
    }
    if (!options->id.empty() && options->platform.empty()) options->platform = "android";
    add("sha256", fingerprint(options->sha256));
    add("platform", options->platform);
    add("id", options->id);
    add("version", options->version);
    add("signer", fingerprint(options->signer));
    add("department", options->department);
    add("jurisdiction", options->jurisdiction);
    Connection connection(shared);
    const Json answer = connection.get("/v1/gate" + query).body;
    print(shared, answer);
    exit_code = exit_for(answer.value("verdict", "unknown"));
  });
}

}  // namespace formulary::cli
