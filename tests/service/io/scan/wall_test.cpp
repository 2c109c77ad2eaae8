// Whether the service sees that the wall of formulary-scan stands, and above all that it does not. Each canary is shown
// to sing: behind a wall that is missing, none of them reports that it held.
#include "service/io/scan/wall.hpp"

#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/io/temporary.hpp"

namespace formulary::test {
namespace {

using io::scan::Trial;
using io::scan::try_wall;
using testing::HasSubstr;

/// A scanner that is a line of shell.
std::filesystem::path script(const TemporaryFolder& folder, const std::string& line) {
  const std::filesystem::path path = folder / "scanner";
  std::ofstream(path) << "#!/bin/sh\n" << line << "\n";
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

std::set<std::string> names(const std::vector<Trial>& trials) {
  std::set<std::string> all;
  for (const Trial& trial : trials) all.insert(trial.name);
  return all;
}

#ifndef FORMULARY_SANITIZE
TEST(TryWall, FindsThatTheWallOfTheScannerStands) {
  const std::vector<Trial> trials = try_wall(FORMULARY_SCAN);
  for (const Trial& trial : trials) EXPECT_TRUE(trial.held) << trial.name << ": " << trial.detail;
  EXPECT_TRUE(io::scan::stands(trials));
  EXPECT_EQ(names(trials).size(), trials.size()) << "each has a name of its own";
  EXPECT_EQ(names(trials), names(try_wall(SCANNER_WITHOUT_WALL))) << "the same is tried whatever the answers are";
}
#endif

TEST(TryWall, NoticesWithEveryCanaryThatThereIsNoWall) {
  const std::vector<Trial> trials = try_wall(SCANNER_WITHOUT_WALL);
  for (const Trial& trial : trials) {
    // A scanner may have been started where these are set already, as under a service manager.
    if (trial.name == "no-new-privileges" || trial.name == "filtered" || trial.name.starts_with("limit-")) continue;
    EXPECT_FALSE(trial.held) << trial.name << ": " << trial.detail;
  }
  EXPECT_GT(trials.size(), 50U);
  EXPECT_FALSE(io::scan::stands(trials));
}

TEST(TryWall, DoesNotTakeAnythingElseForAWall) {
  const TemporaryFolder folder;
  const char* const scanners[] = {
      "exit 0",                  // does nothing and is content
      "exit 3",                  // says that it could not lock itself in
      "kill -KILL $$",           // dies, but not of the wall
      "kill -SEGV $$",           // crashes
      "echo held >&4",           // says that all is well
      "exec sleep 0.1 <&4 >&4",  // outlives what it tried
  };
  for (const char* const line : scanners) {
    EXPECT_FALSE(io::scan::stands(try_wall(script(folder, line)))) << line;
  }
}

TEST(TryWall, SaysThatAProgramIsMissing) {
  const std::vector<Trial> trials = try_wall("/nowhere/formulary-scan");
  ASSERT_EQ(trials.size(), 1U);
  EXPECT_FALSE(trials[0].held);
  EXPECT_THAT(trials[0].detail, HasSubstr("/nowhere/formulary-scan cannot be started"));
  EXPECT_FALSE(io::scan::stands({}));
}

}  // namespace
}  // namespace formulary::test
