// The Report as JSON, against an independent reader and against the schema.
#include "scanners/report_json.hpp"

#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace formulary {
namespace {

using nlohmann::ordered_json;

Report example() {
  return {.scanner = "formulary-scan 0.1.0",
          .artifact = {std::string(64, 'a'), 9'007'199'254'740'993},
          .format = "apk",
          .complete = false,
          .reason = "limit:depth",
          .facts = {{"android.label", "", "\"Süd\" \\ \n\t\x01/\x7f", "resources.arsc"}},
          .anomalies = {{"zip.gap", "a", "+0x1"}, {"zip.gap", "b", "+0x2"}}};
}

TEST(ReportJson, HasThisShape) {
  EXPECT_EQ(to_json(example()),
            R"({"schema":"formulary.report/1","scanner":"formulary-scan 0.1.0","artifact":{"sha256":")" +
                std::string(64, 'a') +
                R"(","size":9007199254740993},"format":"apk","complete":false,"reason":"limit:depth",)"
                R"("facts":[{"name":"android.label","subject":"","value":"\"Süd\" \\ \u000a\u0009\u0001/)"
                "\x7f"
                R"(","evidence":"resources.arsc"}],)"
                R"("anomalies":[{"id":"zip.gap","subject":"a","evidence":"+0x1"},)"
                R"({"id":"zip.gap","subject":"b","evidence":"+0x2"}]})");
}

TEST(ReportJson, IsReadBackByAnotherReader) {
  const ordered_json read = ordered_json::parse(to_json(example()));
  EXPECT_EQ(read["facts"][0]["value"], example().facts[0].value);
  EXPECT_EQ(read["artifact"]["size"], example().artifact.size);
  EXPECT_EQ(read["complete"], false);
  const ordered_json empty = ordered_json::parse(to_json(Report{.complete = true}));
  EXPECT_EQ(empty["complete"], true);
  EXPECT_TRUE(empty["facts"].empty() && empty["facts"].is_array());
}

TEST(ReportJson, CountsTheSizeOfARow) {
  const Report with = example();
  Report without = with;
  without.facts.clear();
  EXPECT_EQ(to_json(with).size(), to_json(without).size() + json_size(with.facts[0]) - 1);
}

std::set<std::string> keys(const ordered_json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.items()) names.insert(name);
  return names;
}

/// An object of the Report and its description in the schema must name the same members, all of them required.
void expect_described(const ordered_json& object, const ordered_json& description) {
  EXPECT_EQ(keys(object), keys(description["properties"]));
  EXPECT_EQ(keys(object), description["required"].get<std::set<std::string>>());
  EXPECT_EQ(description["additionalProperties"], false);
}

TEST(ReportJson, HasTheMembersOfTheSchema) {
  std::ifstream file(FORMULARY_SOURCE "/schemas/report.json");
  const ordered_json schema = ordered_json::parse(file);
  const ordered_json report = ordered_json::parse(to_json(example()));
  expect_described(report, schema);
  expect_described(report["artifact"], schema["properties"]["artifact"]);
  expect_described(report["facts"][0], schema["properties"]["facts"]["items"]);
  expect_described(report["anomalies"][0], schema["properties"]["anomalies"]["items"]);
  EXPECT_EQ(report["schema"], schema["properties"]["schema"]["const"]);
}

}  // namespace
}  // namespace formulary
