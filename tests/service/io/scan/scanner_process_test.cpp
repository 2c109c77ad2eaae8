// The wall, with a scanner that does everything wrong that a scanner can do.
#include "service/io/scan/scanner_process.hpp"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <signal.h>
#include <system_error>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/service/io/temporary.hpp"

namespace formulary::test {
namespace {

using namespace std::chrono_literals;
using io::scan::Limits;
using io::scan::ScannerProcess;

class ScannerProcessTest : public ::testing::Test {
 protected:
  Report scan(const std::string& behaviour, Limits limits = {.deadline = 10s, .output = 1 << 20}) {
    const auto file = folder / "artifact";
    std::ofstream(file) << behaviour << '\n' << digest(1) << '\n';
    const int descriptor = ::open(file.c_str(), O_RDONLY);
    ScannerProcess scanner(FAKE_SCANNER, limits);
    const Report report = scanner.scan(descriptor, {digest(1)});
    EXPECT_GE(::fcntl(descriptor, F_GETFD), 0) << "the artifact's descriptor stays open";
    ::close(descriptor);
    size = std::filesystem::file_size(file);
    return report;
  }

  TemporaryFolder folder;
  std::uint64_t size = 0;
};

TEST_F(ScannerProcessTest, AnHonestReportComesThrough) {
  const Report report = scan("honest");
  EXPECT_EQ(report.reason, "");
  EXPECT_TRUE(report.complete);
  EXPECT_EQ(report.scanner, "formulary-scan 0.1.0");
  EXPECT_EQ(report.format, "apk");
  EXPECT_EQ(report.artifact, (Artifact{.sha256 = digest(1), .size = size}));
  EXPECT_EQ(report.facts, (std::vector<Fact>{{"android.label", "", "Pulse", ""}}));
  EXPECT_EQ(report.anomalies, (std::vector<Anomaly>{{"zip.gap", "a", "+0x1"}}));
}

TEST_F(ScannerProcessTest, APartialReportKeepsItsReason) {
  const Report report = scan("partial");
  EXPECT_FALSE(report.complete);
  EXPECT_EQ(report.reason, "limit:entries");
  EXPECT_EQ(report.facts.size(), 1U);
}

TEST_F(ScannerProcessTest, TheScannerHasOneFileAndNothingElse) {
  // What the service has open, blocked and set must not reach the scanner.
  const int leak = ::open("/dev/zero", O_RDONLY);  // without O_CLOEXEC
  ::setenv("SECRET", "x", 1);
  sigset_t term;
  sigset_t before;
  ::sigemptyset(&term);
  ::sigaddset(&term, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &term, &before);
  const Report report = scan("look-around");
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ::close(leak);
  ASSERT_EQ(report.facts.size(), 1U) << report.reason;
  EXPECT_EQ(report.facts[0].value,
            "fds 0 1 2 3 4, null, read-only, no environment, own group, arguments --fd 3 --out 4, no blocked signals");
}

TEST_F(ScannerProcessTest, WhateverGoesWrongIsAnEmptyIncompleteReport) {
  const struct {
    const char* behaviour;
    const char* reason;
  } cases[] = {
      {"segv", "crashed:SIGSEGV"},           {"sys", "crashed:SIGSYS"},        {"report-then-abort", "crashed:SIGABRT"},
      {"exit-3", "crashed:sandbox"},         {"exit-2", "crashed:exit-2"},     {"exit-9-with-report", "crashed:exit-9"},
      {"silent", "crashed:protocol"},        {"not-json", "crashed:protocol"}, {"two-reports", "crashed:protocol"},
      {"lie", "crashed:protocol"},           {"lie-size", "crashed:protocol"}, {"complete-but-6", "crashed:protocol"},
      {"partial-but-0", "crashed:protocol"}, {"flood", "crashed:protocol"},
  };
  for (const auto& each : cases) {
    const Report report = scan(each.behaviour);
    EXPECT_EQ(report.reason, each.reason) << each.behaviour;
    EXPECT_FALSE(report.complete) << each.behaviour;
    EXPECT_TRUE(report.facts.empty() && report.anomalies.empty()) << each.behaviour;
    EXPECT_EQ(report.artifact, (Artifact{.sha256 = digest(1), .size = size})) << each.behaviour;
    EXPECT_EQ(report.format, "unknown");
    EXPECT_EQ(report.scanner.substr(0, 15), "formulary-scan ");
  }
}

TEST_F(ScannerProcessTest, TheDeadlineEndsWhateverHangs) {
  for (const char* behaviour : {"hang", "close-and-hang", "ignore-and-hang", "leave-a-child"}) {
    const auto begun = std::chrono::steady_clock::now();
    const Report report = scan(behaviour, {.deadline = 200ms, .output = 1 << 20});
    EXPECT_EQ(report.reason, "timeout") << behaviour;
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s) << behaviour;
  }
}

TEST_F(ScannerProcessTest, NothingThatTheScannerStartedLivesOn) {
  const Report report = scan("quiet-child");
  ASSERT_EQ(report.facts.size(), 1U) << report.reason;
  const pid_t group = std::stoi(report.facts[0].value);
  const auto end = std::chrono::steady_clock::now() + 5s;
  // The orphan is killed at once; somebody has to collect it before its group is gone.
  int found = 0;
  while ((found = ::kill(-group, 0)) == 0 && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(5ms);
  if (found == 0) GTEST_SKIP() << "nobody collects orphans here, so that their end cannot be seen";
  EXPECT_EQ(errno, ESRCH);
}

TEST_F(ScannerProcessTest, ZeroCharactersAreReplaced) {
  const Report report = scan("zero");
  ASSERT_EQ(report.facts.size(), 1U) << report.reason;
  EXPECT_EQ(report.facts[0].value,
            "a\xef\xbf\xbd"
            "b");
}

TEST_F(ScannerProcessTest, AScannerThatIsNotThereIsAnErrorOfTheMachine) {
  const int descriptor = ::open("/dev/null", O_RDONLY);
  ScannerProcess scanner(folder / "absent");
  EXPECT_THROW(scanner.scan(descriptor, {digest(1)}), std::system_error);
  ::close(descriptor);
}

TEST_F(ScannerProcessTest, ManyScansAtOnceDoNotMixAndLeakNothing) {
  const auto open_descriptors = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
  };
  const auto before = open_descriptors();
  {
    std::vector<std::jthread> threads;
    for (int number = 1; number <= 8; ++number) {
      threads.emplace_back([&, number] {
        const auto file = folder / std::to_string(number);
        std::ofstream(file) << "honest\n" << digest(number) << '\n';
        ScannerProcess scanner(FAKE_SCANNER, {.deadline = 10s, .output = 1 << 20});
        for (int again = 0; again < 5; ++again) {
          const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
          const Report report = scanner.scan(descriptor, {digest(number)});
          EXPECT_TRUE(report.complete) << report.reason;
          ::close(descriptor);
        }
      });
    }
  }
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace formulary::test
