#include "service/cli/print.hpp"

#include <chrono>
#include <cstdio>
#include <thread>

#include <fmt/format.h>

namespace formulary::cli {
namespace {

std::string words(std::string text) {
  for (char& c : text) c = c == '_' ? ' ' : c;
  return text;
}

}  // namespace

Json wait_for_scan(Connection& connection, const std::string& id) {
  const bool show = watched();
  for (int turn = 0;; ++turn) {
    Json submission = connection.get("/v1/submissions/" + percent_encoded(id)).body;
    const std::string state = submission.value("state", "");
    if (state != "submitted" && state != "scanning") {
      if (show) fmt::print(stderr, "\r\x1b[K");
      return submission;
    }
    if (show) fmt::print(stderr, "\r\x1b[K{}, {} s", words(state), turn / 2);
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  }
}

void print_submission(const Shared& shared, const Json& submission) {
  if (shared.quiet) return;
  if (shared.json) {
    fmt::print("{}\n", submission.dump(2));
    return;
  }
  fmt::print("Request {}: {} {}\n", submission.value("number", 0), printable(submission.value("title", "")),
             printable(submission.value("version", "")));
  fmt::print("  id       {}\n", submission.value("id", ""));
  fmt::print("  state    {}\n", words(submission.value("state", "")));
  const Json& assessment = submission["assessment"];
  if (assessment.is_object()) {
    fmt::print("  verdict  {} (risk class {})\n", assessment.value("verdict", ""), assessment.value("risk", ""));
    for (const auto& reason : assessment["reasons"])
      fmt::print("           {}\n", printable(reason.get<std::string>()));
    for (const auto& finding : assessment["findings"]) {
      if (finding.value("severity", "") == "info") continue;
      fmt::print("  {:<8} {} {}\n", finding.value("severity", ""), finding.value("rule", ""),
                 printable(finding.value("sentence", "")));
      fmt::print("           to pass: {}\n", printable(finding.value("would_pass", "")));
    }
  }
  if (submission["obstacles"].is_array()) {
    for (const auto& obstacle : submission["obstacles"]) {
      fmt::print("  missing  {}\n", printable(obstacle.get<std::string>()));
    }
  }
}

int submission_exit(const Json& submission) {
  const Json& scan = submission["scan"];
  const bool partial = scan.is_object() && scan["complete"].is_boolean() && !scan["complete"].get<bool>();
  return partial ? incomplete_scan : done;
}

}  // namespace formulary::cli
