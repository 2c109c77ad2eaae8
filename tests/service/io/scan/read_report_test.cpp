// The reader of Reports: one good text, and what happens when one thing in it is changed.
#include "service/io/scan/read_report.hpp"

#include <gtest/gtest.h>

#include "tests/service/io/temporary.hpp"

namespace formulary::test {
namespace {

using io::scan::read_report;

const std::string good = R"({"schema":"formulary.report/1","scanner":"formulary-scan 0.1.0","artifact":{"sha256":")" +
                         digest(1) +
                         R"(","size":10},"format":"apk","complete":false,"reason":"limit:x",)"
                         R"("facts":[{"name":"android.label","subject":"s","value":"v","evidence":"e"}],)"
                         R"("anomalies":[{"id":"zip.gap","subject":"a","evidence":"b"}]})";

std::string with(const std::string& from, const std::string& to) {
  std::string text = good;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(ReadReport, ReadsEveryMember) {
  const auto report = read_report(good);
  ASSERT_TRUE(report) << report.error();
  EXPECT_EQ(report->scanner, "formulary-scan 0.1.0");
  EXPECT_EQ(report->artifact, (Artifact{.sha256 = digest(1), .size = 10}));
  EXPECT_EQ(report->format, "apk");
  EXPECT_FALSE(report->complete);
  EXPECT_EQ(report->reason, "limit:x");
  EXPECT_EQ(report->facts, (std::vector<Fact>{{"android.label", "s", "v", "e"}}));
  EXPECT_EQ(report->anomalies, (std::vector<Anomaly>{{"zip.gap", "a", "b"}}));
  EXPECT_TRUE(read_report(good + "\n"));
}

TEST(ReadReport, RefusesWhatIsNotExactlyAReport) {
  const std::string cases[] = {
      "",
      "null",
      "[]",
      "{}",
      good.substr(0, good.size() - 1),
      good + "x",
      with(R"("schema":"formulary.report/1")", R"("schema":"formulary.report/2")"),
      with(R"("schema":"formulary.report/1",)", ""),
      with(R"("format":"apk")", R"("format":"apk","extra":1)"),
      with(R"("format":"apk")", R"("format":"apk","format":"apk")"),
      with(R"("format":"apk")", R"("format":"../apk")"),
      with(R"("format":"apk")", R"("format":7)"),
      with(R"("complete":false)", R"("complete":"false")"),
      with(R"("complete":false)", R"("complete":true)"),
      with(R"("reason":"limit:x")", R"("reason":"")"),
      with(digest(1), "ABC"),
      with(R"("size":10)", R"("size":-1)"),
      with(R"("size":10)", R"("size":1.5)"),
      with(R"("size":10)", R"("size":"10")"),
      with("android.label", "android.unheard_of"),
      with("zip.gap", "zip.unheard-of"),
      with(R"("value":"v")", R"("value":true)"),
      with(R"("value":"v")", R"("value":null)"),
      with(R"(,"evidence":"e")", ""),
      with(R"("evidence":"e")", R"("evidence":"e","weight":"1")"),
      with(R"("evidence":"e")", R"("evidence":"e","evidence":"f")"),
      with(R"("value":"v")", "\"value\":\"\xff\""),
      with(R"("value":"v")", R"("value":")" + std::string(io::scan::longest_text + 1, 'x') + "\""),
      with(R"("value":"v")", R"("value":)" + std::string(100'000, '[') + std::string(100'000, ']')),
      with(R"("facts":[)", R"("facts":{)"),
      with("formulary-scan 0.1.0", std::string(101, 'x')),
  };
  for (const std::string& text : cases) {
    const auto report = read_report(text);
    EXPECT_FALSE(report) << text.substr(0, 300);
    if (!report) {
      EXPECT_FALSE(report.error().empty());
    }
  }
}

TEST(ReadReport, ManyRowsAreReadAndTooManyRefused) {
  const std::string row = R"({"name":"android.label","subject":"","value":"","evidence":""},)";
  std::string rows;
  for (std::size_t i = 0; i + 1 < io::scan::most_rows; ++i) rows += row;
  const auto report = read_report(with(R"("facts":[)", R"("facts":[)" + rows));
  ASSERT_TRUE(report) << report.error();
  EXPECT_EQ(report->facts.size(), io::scan::most_rows);
  EXPECT_FALSE(read_report(with(R"("facts":[)", R"("facts":[)" + rows + row)));
}

TEST(ReadReport, TheLongestTextIsAllowed) {
  const std::string longest(io::scan::longest_text, 'x');
  const auto report = read_report(with(R"("value":"v")", R"("value":")" + longest + "\""));
  ASSERT_TRUE(report) << report.error();
  EXPECT_EQ(report->facts[0].value, longest);
}

}  // namespace
}  // namespace formulary::test
