// Every story of this folder as one test. A failure names the story's file and line.
#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "tests/stories/teller.hpp"

namespace formulary::stories {
namespace {

const std::filesystem::path folder = FORMULARY_STORIES;
const std::filesystem::path records = FORMULARY_RECORDS;

std::vector<std::string> all_stories() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".story") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

class Stories : public testing::TestWithParam<std::string> {};

TEST_P(Stories, AreTrue) {
  std::filesystem::create_directories(records);
  Teller teller(folder, records / (GetParam() + ".jsonl"));
  const auto failure = teller.tell(GetParam());
  EXPECT_FALSE(failure) << *failure;
}

INSTANTIATE_TEST_SUITE_P(All, Stories, testing::ValuesIn(all_stories()), [](const auto& one) { return one.param; });

TEST(StoryReader, NamesTheLineItCannotUnderstand) {
  EXPECT_THROW(parse_story("dance\n"), std::runtime_error);
  EXPECT_THROW(parse_story("  indented under nothing\n"), std::runtime_error);
  EXPECT_EQ(parse_story("GET /healthz\n200\n  status = \"ok\"\n").size(), 2U);
}

TEST(StoryTeller, SeesWhatIsNotAsTold) {
  const std::filesystem::path place = std::filesystem::temp_directory_path() / "formulary-untrue";
  std::filesystem::create_directories(place);
  const auto tell = [&](const std::string& text) {
    std::ofstream(place / "untrue.story") << text;
    return Teller(place, place / "record.jsonl").tell("untrue");
  };
  EXPECT_FALSE(tell("GET /healthz\n200\n  status = \"ok\"\n"));
  EXPECT_TRUE(tell("GET /healthz\n201\n"));
  EXPECT_TRUE(tell("GET /healthz\n200\n  status = \"fail\"\n"));
  EXPECT_TRUE(tell("GET /healthz\n200\n  colour = \"red\"\n"));
  EXPECT_TRUE(tell("GET /healthz\n200\n  header etag absent\n"));
  EXPECT_TRUE(tell("GET /v1/$nobody\n404\n"));
  std::filesystem::remove_all(place);
}

}  // namespace
}  // namespace formulary::stories
