// `formulary submit FILE --use USE.json`: sends a package in pieces (tus 1.0) and asks for it. An upload that breaks
// off is resumed where the service says, for as long as the command runs.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "service/cli/connection.hpp"
#include "service/cli/print.hpp"

namespace formulary::cli {
namespace {

constexpr std::size_t chunk_size = std::size_t{8} * 1024 * 1024;
constexpr int tries_in_a_row = 5;

std::string base64(std::string_view text) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    std::uint32_t word = 0;
    const std::size_t count = std::min<std::size_t>(3, text.size() - at);
    for (std::size_t i = 0; i < 3; ++i) {
      word = word << 8 | (i < count ? static_cast<unsigned char>(text[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) out += i <= count ? digits[word >> (18 - 6 * i) & 63] : '=';
  }
  return out;
}

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  for (const char c : text) value = c >= '0' && c <= '9' ? value * 10 + static_cast<std::uint64_t>(c - '0') : 0;
  return value;
}

void require(const io::http::ClientAnswer& answer, int status, const char* what) {
  if (answer.status == status) return;
  const Json body = Json::parse(answer.body, nullptr, false);
  throw Failure{answer.status >= 500 ? unreachable : not_allowed,
                body.is_object() ? printable(body.value("detail", what)) : fmt::format("{} ({})", what, answer.status)};
}

/// Where the service wants the upload to go on. Asks again, ever more slowly, while it does not answer: it may be
/// starting again. `failures` counts on from one broken piece to the next.
std::uint64_t ask_offset(Connection& connection, const std::string& location, int& failures) {
  for (;;) {
    if (++failures > tries_in_a_row) throw Failure{unreachable, "The upload kept failing. Try again later."};
    std::this_thread::sleep_for(std::chrono::seconds(failures));
    try {
      const auto where = connection.exchange("HEAD", location, {{"tus-resumable", "1.0.0"}}, {});
      if (where.status >= 500) continue;
      require(where, 200, "The upload cannot be resumed.");
      return number(where.header("upload-offset"));
    } catch (const Failure& failure) {
      if (failure.code != unreachable) throw;
    }
  }
}

/// Sends the file; gives the upload's id.
std::string upload(Connection& connection, const std::string& path, bool show) {
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  if (error || !file) throw Failure{usage, fmt::format("The file `{}` cannot be read.", path)};

  const std::string name = std::filesystem::path(path).filename().string();
  const auto created = connection.exchange("POST", "/v1/uploads",
                                           {{"tus-resumable", "1.0.0"},
                                            {"upload-length", std::to_string(size)},
                                            {"upload-metadata", "filename " + base64(name)}},
                                           {});
  require(created, 201, "The service did not accept the file.");
  std::string location(created.header("location"));
  location = location.substr(location.find("/v1/"));

  std::vector<char> piece(chunk_size);
  std::uint64_t offset = 0;
  int failures = 0;
  while (offset < size) {
    const std::uint64_t count = std::min<std::uint64_t>(chunk_size, size - offset);
    file.clear();
    file.seekg(static_cast<std::streamoff>(offset));
    if (!file.read(piece.data(), static_cast<std::streamsize>(count))) {
      throw Failure{usage, fmt::format("The file `{}` changed while it was sent.", path)};
    }
    try {
      const auto answer = connection.exchange("PATCH", location,
                                              {{"tus-resumable", "1.0.0"},
                                               {"upload-offset", std::to_string(offset)},
                                               {"content-type", "application/offset+octet-stream"}},
                                              std::string(piece.data(), count));
      if (answer.status == 204) {
        offset = number(answer.header("upload-offset"));
        failures = 0;
        if (show) fmt::print(stderr, "\r\x1b[Ksent {} of {} MiB", offset >> 20, size >> 20);
        continue;
      }
      if (answer.status < 500 && answer.status != 409 && answer.status != 429)
        require(answer, 204, "The upload was refused.");
    } catch (const Failure& failure) {
      if (failure.code != unreachable) throw;
    }
    offset = ask_offset(connection, location, failures);
  }
  if (show) fmt::print(stderr, "\r\x1b[K");
  return location.substr(location.rfind('/') + 1);
}

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
      request["upload"] = upload(connection, options->file, watched() && !shared.quiet);
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
