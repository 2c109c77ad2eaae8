#include "service/usecases/scan.hpp"

#include <string_view>
#include <unistd.h>

#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::SubmissionEvent;
using domain::SubmissionState;

std::string_view value_of(const Report& report, std::string_view name) {
  for (const Fact& fact : report.facts) {
    if (fact.name == name && fact.subject.empty()) return fact.value;
  }
  return {};
}

/// Which tool and version the package says it is. A package that does not say is of no tool.
void identify(Transaction& transaction, World& world, const Report& report, domain::Submission& submission) {
  const std::string_view package = value_of(report, fact::android_package);
  if (package.empty()) return;
  const domain::Instant now = world.present().now;
  Registry& registry = transaction.registry();
  const std::string_view label = value_of(report, fact::android_label);
  auto tool = registry.find_tool(domain::Platform::android, package);
  if (!tool) {
    tool = domain::Tool{.id = {world.new_id()},
                        .platform = domain::Platform::android,
                        .identifier = std::string(package),
                        .name = std::string(label.empty() ? package : label),
                        .vendor = {},
                        .created = now};
    registry.insert(*tool);
  }
  const std::string_view name = value_of(report, fact::android_version_name);
  const std::string_view code = value_of(report, fact::android_version_code);
  auto version = registry.find_version(tool->id, name, code);
  if (!version) {
    version = domain::Version{.id = {world.new_id()},
                              .tool = tool->id,
                              .version = std::string(name),
                              .version_code = std::string(code),
                              .artifacts = {*submission.artifact},
                              .created = now};
    registry.insert(*version);
  } else {
    registry.add_artifact(version->id, *submission.artifact);
  }
  submission.tool = tool->id;
  submission.version = version->id;
}

/// Closes a descriptor when it goes.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { ::close(value_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }

 private:
  int value_;
};

/// What is stored when an artifact took the service down with it more than once.
Report gave_up(const Job& job, std::uint64_t size) {
  Report report;
  report.scanner = "formulary";
  report.artifact = {job.artifact.hex, size};
  report.format = "unknown";
  report.complete = false;
  report.reason = "crashed:service";
  return report;
}

}  // namespace

bool scan_next(Store& store, Blobs& blobs, Scanner& scanner, World& world) {
  std::optional<Job> job;
  store.write([&](Transaction& transaction) {
    job = begin_scan(transaction, world);
    return Commit::yes;
  });
  if (!job) return false;
  Report report;
  if (job->attempts > scan_attempts) {
    report = gave_up(*job, blobs.size(job->artifact));
  } else {
    const Descriptor file(blobs.open(job->artifact));
    report = scanner.scan(file.get(), job->artifact);
  }
  store.write([&](Transaction& transaction) {
    finish_scan(transaction, world, *job, report);
    return Commit::yes;
  });
  return true;
}

std::optional<Job> begin_scan(Transaction& transaction, World& world) {
  while (auto job = transaction.submissions().claim_job(world.present().now)) {
    auto submission = transaction.submissions().find(job->submission);
    const bool wanted =
        submission && submission->artifact == job->artifact &&
        (submission->state == SubmissionState::submitted || submission->state == SubmissionState::scanning);
    if (!wanted) {  // withdrawn, or another file by now
      transaction.submissions().finish_job(job->id, world.present().now);
      continue;
    }
    if (submission->state == SubmissionState::submitted &&
        !advance(transaction, world, domain::Actor::system(), *submission, SubmissionEvent::start_scan)) {
      continue;
    }
    return job;
  }
  return std::nullopt;
}

void finish_scan(Transaction& transaction, World& world, const Job& job, const Report& report) {
  const domain::Instant now = world.present().now;
  transaction.registry().insert(StoredReport{{world.new_id()}, report, now});
  transaction.submissions().finish_job(job.id, now);
  note(transaction, world, domain::Actor::system(), report.complete ? "report.store" : "report.store_partial",
       "artifact", report.artifact.sha256);

  auto submission = transaction.submissions().find(job.submission);
  if (!submission || submission->state != SubmissionState::scanning || submission->artifact != job.artifact) return;
  identify(transaction, world, report, *submission);
  (void)advance(transaction, world, domain::Actor::system(), *submission, SubmissionEvent::scan_ended, report.reason);
}

}  // namespace formulary::usecases
