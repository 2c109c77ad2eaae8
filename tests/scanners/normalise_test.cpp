// What a Report may say: valid UTF-8, sorted, united, bounded.
#include "scanners/normalise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/report_json.hpp"

namespace formulary {
namespace {

using testing::ElementsAre;

TEST(ValidUtf8, ShowsEveryByteThatIsNoText) {
  const struct {
    std::string_view raw, valid;
  } cases[] = {
      {"plain", "plain"},
      {"Süd 漢字 🏥", "Süd 漢字 🏥"},
      {"\xff", "\\xff"},
      {"a\x80z", "a\\x80z"},                         // a continuation without a start
      {"\xc3", "\\xc3"},                             // a start without its continuation
      {"\xe2\x82", "\\xe2\\x82"},                    // cut short
      {"\xc0\xaf", "\\xc0\\xaf"},                    // overlong solidus
      {"\xe0\x80\xaf", "\\xe0\\x80\\xaf"},           // the same in three bytes
      {"\xed\xa0\x80", "\\xed\\xa0\\x80"},           // a surrogate
      {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},  // beyond U+10FFFF
      {"\xc3(", "\\xc3("},                           // the byte behind a broken start is kept
      {std::string_view("\0", 1), std::string_view("\0", 1)},
  };
  for (const auto& each : cases) EXPECT_EQ(valid_utf8(each.raw), each.valid);
}

TEST(Normalise, SortsAndUnites) {
  Report report{.complete = true, .facts = {{"b", "", "1", ""}, {"a", "", "2", ""}, {"b", "", "1", ""}}};
  normalise(report);
  EXPECT_THAT(report.facts, ElementsAre(Fact{"a", "", "2", ""}, Fact{"b", "", "1", ""}));
  EXPECT_TRUE(report.complete);
}

TEST(Normalise, UnitesWhatBecomesEqual) {
  Report report{.anomalies = {{"x", "\xff", ""}, {"x", "\\xff", ""}}};
  normalise(report);
  EXPECT_EQ(report.anomalies.size(), 1u);
}

TEST(Normalise, CutsALongTextBetweenCharactersAndSaysSo) {
  Report report{.complete = true, .facts = {{"a", "", "12345ü", ""}}};
  normalise(report, {.text = 6});
  EXPECT_EQ(report.facts[0].value, "12345…");
  EXPECT_FALSE(report.complete);
  EXPECT_EQ(report.reason, "limit:length of a text");
  EXPECT_THAT(report.anomalies, ElementsAre(Anomaly{"limit.exceeded", "length of a text", ""}));
}

TEST(Normalise, AnEscapeDoesNotMakeATextLongerThanTheLimit) {
  Report report{.complete = true, .facts = {{"a", "", std::string(100, '\xff'), ""}}};
  normalise(report, {.text = 100});
  EXPECT_EQ(report.facts[0].value, [] {
    std::string expected;
    for (int i = 0; i < 25; ++i) expected += "\\xff";
    return expected + "…";
  }());
}

TEST(Normalise, AReportThatGrowsTooLargeIsPartialAndStaysSmall) {
  Report report{.complete = true};
  for (int i = 0; i < 10'000; ++i) {
    report.facts.push_back({"fact", std::to_string(i), "value", ""});
    report.anomalies.push_back({"anomaly", std::to_string(i), ""});
  }
  normalise(report, {.report = 100'000});
  EXPECT_FALSE(report.complete);
  EXPECT_EQ(report.reason, "limit:size of the report");
  EXPECT_LT(to_json(report).size(), 101'000u);
  EXPECT_GT(to_json(report).size(), 90'000u);
  EXPECT_GT(report.facts.size(), 500u) << "anomalies must not crowd out the facts";
  EXPECT_GT(report.anomalies.size(), 500u);
}

TEST(Normalise, KeepsTheFirstReason) {
  Report report{.reason = "malformed:cut short", .facts = {{"a", "", "123456789", ""}}};
  normalise(report, {.text = 20});
  EXPECT_EQ(report.reason, "malformed:cut short");
}

}  // namespace
}  // namespace formulary
