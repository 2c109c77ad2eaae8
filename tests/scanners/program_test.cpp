// formulary-scan as a program: what it prints, how it ends, and that its wall stands.
#include "tests/support/program.hpp"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "scanners/report_json.hpp"
#include "scanners/scan.hpp"
#include "tests/support/android_app.hpp"
#include "tests/support/idsig_builder.hpp"

namespace formulary {
namespace {

using support::AndroidApp;
using support::Bytes;
using support::Outcome;
using support::TemporaryDirectory;
using testing::HasSubstr;
using testing::Not;

Outcome formulary_scan(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), FORMULARY_SCAN);
  return support::run(arguments);
}

/// Through a shell, for redirections.
Outcome in_shell(const std::string& script, const std::string& file) {
  return support::run({"sh", "-c", script, FORMULARY_SCAN, file});
}

const TemporaryDirectory& folder() {
  static const TemporaryDirectory directory;
  return directory;
}

std::string good_package() {
  static const std::string path = folder().write("good.apk", AndroidApp().signed_by(support::make_signer()));
  return path;
}

TEST(Program, PrintsTheReportOfAFileAndNothingElse) {
  const Outcome outcome = formulary_scan({good_package()});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.out, to_json(scan(support::source(support::read_file(good_package())))) + "\n");
  EXPECT_EQ(outcome.error, "");
}

TEST(Program, EndsWith6WhenTheReportIsIncomplete) {
  const Outcome outcome = formulary_scan({"--json", folder().write("letter.txt", "Dear hospital")});
  EXPECT_EQ(outcome.exit_code, 6);
  EXPECT_THAT(outcome.out, HasSubstr(R"("complete":false,"reason":"malformed:not a package that this scanner reads")"));
}

TEST(Program, ReadsAndWritesInheritedDescriptors) {
  const std::string script = R"("$0" --fd 5 --out 7 5<"$1" 7>"$1.json" && cat "$1.json")";
  const Outcome outcome = in_shell(script, good_package());
  EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
  EXPECT_EQ(outcome.out, formulary_scan({good_package()}).out);
}

TEST(Program, WorksWithAnEmptyEnvironmentAndDevNullAround) {
  const std::string script = R"(env -i "$0" --fd 3 --out 4 3<"$1" 4>"$1.json" </dev/null >/dev/null 2>/dev/null)";
  EXPECT_EQ(in_shell(script, good_package()).exit_code, 0);
  EXPECT_EQ(support::read_file(good_package() + ".json"), formulary_scan({good_package()}).out);
}

TEST(Program, ReadsTheSignatureBesideAPackage) {
  const support::Signer signer = support::make_signer();
  const AndroidApp app;
  const Bytes package = app.signed_by(signer, support::Schemes::v2v3);
  const std::string file = folder().write("beside.apk", package);
  const std::string idsig = folder().write(
      "beside.apk.idsig",
      support::idsig_file(package, {.signer = signer, .apk_digest = support::content_digest(app.unsigned_package())}));
  const Outcome named = formulary_scan({"--idsig", idsig, file});
  EXPECT_EQ(named.exit_code, 0) << named.error;
  EXPECT_THAT(named.out, HasSubstr(R"("name":"apk.idsig.verified","subject":"","value":"true")"));
  const Outcome inherited = in_shell(R"("$0" --idsig-fd 6 "$1" 6<"$1.idsig")", file);
  EXPECT_EQ(inherited.out, named.out) << inherited.error;
  EXPECT_THAT(formulary_scan({file}).out, Not(HasSubstr("apk.idsig")));
  EXPECT_THAT(formulary_scan({"--idsig", file, file}).out, HasSubstr("apk.v4.malformed"));
  EXPECT_EQ(formulary_scan({"--idsig", idsig + ".none", file}).exit_code, 2);
}

TEST(Program, MayBeAppendedToALongFile) {
  const std::string log = folder().write("log", Bytes(20 << 20, '.'));
  EXPECT_EQ(in_shell(R"("$0" )" + good_package() + R"( >>"$1")", log).exit_code, 0);
}

TEST(Program, RefusesABadCommandLineWithCode2AndSaysWhatToDo) {
  const struct {
    std::vector<std::string> arguments;
    const char* says;
  } cases[] = {
      {{}, "name one FILE"},
      {{"a", "b"}, "one file at a time"},
      {{"--wrong"}, "there is no option `--wrong`"},
      {{"--min-sdk"}, "--min-sdk needs a value"},
      {{"--min-sdk", "x", "f"}, "--min-sdk needs a whole number"},
      {{"--min-sdk", "-1", "f"}, "--min-sdk needs a whole number"},
      {{"--max-sdk", "4294967296", "f"}, "--max-sdk needs a whole number"},
      {{"--idsig", "a", "--idsig-fd", "3", "f"}, "--idsig or --idsig-fd, not both"},
      {{"--idsig-fd", "x", "f"}, "--idsig-fd needs a whole number"},
      {{"--min-sdk", "30", "--max-sdk", "29", "f"}, "--min-sdk is above --max-sdk"},
      {{"--fd", "3", "f"}, "name one FILE"},
      {{"--fd", "99"}, "cannot read the file"},
      {{"--out", "99", good_package()}, "--out is not an open descriptor"},
      {{"/nowhere/x.apk"}, "cannot open /nowhere/x.apk: No such file or directory"},
      {{folder().path()}, "not a regular file"},
      {{"/dev/zero"}, "not a regular file"},
      {{"--canary", "tea"}, "--canary does not know"},
  };
  for (const auto& each : cases) {
    const Outcome outcome = formulary_scan(each.arguments);
    EXPECT_EQ(outcome.exit_code, 2) << each.says;
    EXPECT_THAT(outcome.error, HasSubstr(each.says));
    EXPECT_EQ(outcome.out, "");
  }
}

TEST(Program, DoesNotWaitForAPipe) {
  const std::string pipe = folder().path() / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(formulary_scan({pipe}).exit_code, 2);
}

TEST(Program, RefusesAnArtifactThatItCouldChange) {
  const Outcome outcome = in_shell(R"("$0" --fd 3 3<>"$1")", good_package());
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.error, HasSubstr("opened for reading only"));
}

TEST(Program, ExplainsItself) {
  EXPECT_THAT(formulary_scan({"--help"}).out, HasSubstr("usage: formulary-scan"));
  EXPECT_EQ(formulary_scan({"--version"}).out, "formulary-scan " FORMULARY_VERSION "\n");
}

TEST(Program, ReadsAHugeSparseFile) {
  const std::string path = folder().write("huge.apk", "PK\x03\x04");
  std::filesystem::resize_file(path, std::uintmax_t{2} << 30);
  const Outcome outcome = formulary_scan({path});
  EXPECT_EQ(outcome.exit_code, 6);
  EXPECT_THAT(outcome.out, HasSubstr(R"("size":2147483648)"));
  std::filesystem::remove(path);
}

#ifndef FORMULARY_SANITIZE

TEST(Program, SaysSoWhenMemoryRunsOut) {
  AndroidApp app;
  app.file("resources.arsc", Bytes(50 << 20, 'x'));
  const std::string path = folder().write("large.apk", app.unsigned_package());
  const Outcome outcome = in_shell(R"(ulimit -v 50000; exec "$0" "$1")", path);
  EXPECT_EQ(outcome.exit_code, 6) << "signal " << outcome.signal << outcome.error;
  EXPECT_THAT(outcome.out, HasSubstr(R"("complete":false,"reason":"limit:memory")"));
  EXPECT_THAT(outcome.out, HasSubstr(R"({"id":"limit.exceeded","subject":"memory","evidence":""})"));
  EXPECT_EQ(formulary_scan({path}).signal, 0);
}

struct Canary {
  const char* name;
  std::vector<int> signals;  ///< one of which it dies; none: it is refused and ends in order
};

const std::vector<int> dies{SIGSYS}, faults{SIGSYS, SIGSEGV}, refused{}, outgrown{SIGXFSZ};
const Canary canaries[] = {
#define CANARY(identifier, name, outcome, sentence) {name, outcome},
#define LIMIT(name, resource, most, sentence)
#include "scanners/canaries.def"
#undef CANARY
#undef LIMIT
};

class Wall : public testing::TestWithParam<Canary> {};

TEST_P(Wall, StopsWhoTries) {
  const Outcome outcome = formulary_scan({"--canary", GetParam().name});
  if (GetParam().signals.empty()) {
    EXPECT_EQ(outcome.exit_code, 0) << "signal " << outcome.signal;
  } else {
    EXPECT_THAT(GetParam().signals, testing::Contains(outcome.signal)) << "exit code " << outcome.exit_code;
  }
  EXPECT_EQ(outcome.out, "");
}

INSTANTIATE_TEST_SUITE_P(Canary, Wall, testing::ValuesIn(canaries), [](const auto& given) {
  std::string name = given.param.name;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(WallWithoutTry, LetsTheProgramEnd) { EXPECT_EQ(formulary_scan({"--canary", "none"}).exit_code, 0); }

TEST(WallInAction, NoSystemCallOutsideTheListIsMadeOnAGoodPackage) {
  if (!support::installed("strace")) GTEST_SKIP() << "strace is not installed";
  const std::string trace = folder().path() / "trace";
  ASSERT_EQ(support::run({"strace", "-f", "-o", trace, FORMULARY_SCAN, good_package()}).exit_code, 0);
  std::ifstream lines(trace);
  bool locked_in = false;
  for (std::string line; std::getline(lines, line);) {
    const std::string call = line.substr(0, line.find('('));
    if (locked_in) {
      for (const char* forbidden : {"open", "openat", "socket", "execve", "stat", "newfstatat", "read"}) {
        EXPECT_FALSE(call.ends_with(std::string(" ") + forbidden)) << line;
      }
    }
    if (line.find("SECCOMP_SET_MODE_FILTER, 0,") != std::string::npos) locked_in = true;
  }
  EXPECT_TRUE(locked_in);
}

#endif

}  // namespace
}  // namespace formulary
