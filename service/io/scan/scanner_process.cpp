#include "service/io/scan/scanner_process.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <sys/stat.h>

#include "service/io/scan/child.hpp"
#include "service/io/scan/read_report.hpp"

namespace formulary::io::scan {
namespace {

// Exit codes of formulary-scan.
constexpr int complete = 0;
constexpr int no_sandbox = 3;
constexpr int incomplete = 6;

std::string signal_reason(int signal) {
  const char* name = ::sigabbrev_np(signal);
  return "crashed:" + (name != nullptr ? "SIG" + std::string(name) : std::to_string(signal));
}

/// Why there is no Report, or nothing when the output may be one.
std::string trouble(const Outcome& outcome) {
  switch (outcome.end) {
    case End::out_of_time:
      return "timeout";
    case End::too_much_output:
      return "crashed:protocol";
    case End::killed_by_signal:
      return signal_reason(outcome.code);
    case End::exited:
      break;
  }
  if (outcome.code == no_sandbox) return "crashed:sandbox";
  if (outcome.code != complete && outcome.code != incomplete) return "crashed:exit-" + std::to_string(outcome.code);
  return {};
}

}  // namespace

ScannerProcess::ScannerProcess(std::filesystem::path program, Limits limits)
    : program_(std::move(program)), limits_(limits) {}

Report ScannerProcess::scan(int descriptor, const domain::Sha256& expected) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) {
    throw std::system_error(errno, std::generic_category(), "cannot look at an artifact");
  }
  Report empty;
  empty.scanner = "formulary-scan " FORMULARY_VERSION;
  empty.artifact = {.sha256 = expected.hex, .size = static_cast<std::uint64_t>(status.st_size)};
  empty.format = "unknown";
  empty.complete = false;

  const Outcome outcome =
      run_child(program_, {"--fd", "3", "--out", "4"}, descriptor, limits_.deadline, limits_.output);
  empty.reason = trouble(outcome);
  if (!empty.reason.empty()) return empty;

  // Exit code, artifact and Report must tell the same story; a scanner that says otherwise is not believed at all.
  const auto report = read_report(outcome.output);
  const bool believable =
      report && report->artifact == empty.artifact && report->complete == (outcome.code == complete);
  if (believable) return *report;
  empty.reason = "crashed:protocol";
  return empty;
}

}  // namespace formulary::io::scan
