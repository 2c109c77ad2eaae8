// `formulary scan FILE`: scans a package here, without a service, and judges it by today's rules.
#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "service/cli/connection.hpp"
#include "service/domain/rules/rule.hpp"
#include "service/io/scan/scanner_process.hpp"

namespace formulary::cli {
namespace {

std::string_view value_of(const Report& report, std::string_view name) {
  for (const Fact& fact : report.facts) {
    if (fact.name == name) return fact.value;
  }
  return "not stated";
}

void print(const Report& report, domain::Day today) {
  fmt::print("{} {} ({})\n", printable(value_of(report, fact::android_package)),
             printable(value_of(report, fact::android_version_name)), report.format);
  fmt::print("  sha256    {}\n", report.artifact.sha256);
  fmt::print("  signature {}\n",
             value_of(report, fact::apk_signature_verified) == "true" ? "verified" : "not verified");
  for (const Fact& fact : report.facts) {
    if (fact.name == fact::apk_signature_signer) fmt::print("  signer    {} {}\n", fact.value, printable(fact.subject));
  }
  for (const Fact& fact : report.facts) {
    if (fact.name != fact::apk_signature_platforms) continue;
    fmt::print("  platforms {} {}\n", printable(fact.subject), printable(fact.value));
  }
  if (!report.complete) fmt::print("  partial   {}\n", printable(report.reason));
  for (const domain::Finding& finding : domain::evaluate(report, today)) {
    fmt::print("  {:<9} {} {}\n", to_text(finding.severity), finding.rule, printable(finding.sentence));
    if (finding.severity != domain::Severity::info) fmt::print("            to pass: {}\n", finding.would_pass);
  }
}

}  // namespace

void add_scan(CLI::App& app, const Shared& shared, int& exit_code) {
  auto file = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("scan", "Scan a package here, without a service");
  command->add_option("FILE", *file, "The package")->required();
  command->footer("Exit codes: 0 the Report is complete, 6 it is not, 2 usage, 3 the sandbox could not be set up.");
  command->callback([file, &shared, &exit_code] {
    const std::string program = program_folder() + "/formulary-scan";
    if (shared.json) {
      ::execl(program.c_str(), program.c_str(), "--", file->c_str(), nullptr);
      throw Failure{trust_failure, fmt::format("`{}` cannot be started.", program)};
    }
    const std::string digest = file_sha256(*file);
    const int descriptor = ::open(file->c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw Failure{usage, fmt::format("The file `{}` cannot be read.", printable(*file))};
    if (watched() && !shared.quiet) fmt::print(stderr, "scanning …");
    io::scan::ScannerProcess scanner(program);
    const Report report = scanner.scan(descriptor, {digest});
    ::close(descriptor);
    if (watched() && !shared.quiet) fmt::print(stderr, "\r\x1b[K");
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    if (!shared.quiet) print(report, today);
    exit_code = report.complete ? done : report.reason == "crashed:sandbox" ? trust_failure : incomplete_scan;
  });
}

}  // namespace formulary::cli
