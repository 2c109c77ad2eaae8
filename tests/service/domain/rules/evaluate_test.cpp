#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/domain/rules/conclude.hpp"
#include "service/domain/rules/rule.hpp"
#include "tests/service/domain/story.hpp"

namespace formulary::domain {
namespace {

Report package() {
  Report report;
  report.format = "apk";
  report.complete = true;
  return report;
}

std::vector<Finding> of_rule(const Report& report, std::string_view rule, Day today = day("2026-11-23")) {
  std::vector<Finding> out = evaluate(report, today);
  std::erase_if(out, [&](const Finding& finding) { return finding.rule != rule; });
  return out;
}

TEST(Evaluate, PutsTheWorstFirst) {
  Report report = package();
  report.facts.push_back({std::string(fact::android_shared_user_id), "", "x", ""});
  report.facts.push_back({std::string(fact::android_debuggable), "", "true", ""});
  const std::vector<Finding> findings = evaluate(report, day("2026-11-23"));
  ASSERT_GT(findings.size(), 2U);
  for (std::size_t i = 1; i < findings.size(); ++i) {
    const Finding& a = findings[i - 1];
    const Finding& b = findings[i];
    EXPECT_LE(std::tie(a.severity, a.rule, a.subject), std::tie(b.severity, b.rule, b.subject));
  }
}

TEST(Evaluate, DoesNotDependOnTheOrderOfTheReport) {
  Report report = package();
  report.facts.push_back({std::string(fact::android_exported), "a.B", "true", "1"});
  report.facts.push_back({std::string(fact::android_component), "a.B", "service", "2"});
  report.facts.push_back({std::string(fact::android_debuggable), "", "true", "3"});
  Report reversed = report;
  std::reverse(reversed.facts.begin(), reversed.facts.end());
  EXPECT_EQ(evaluate(report, day("2026-11-23")), evaluate(reversed, day("2026-11-23")));
}

TEST(Evaluate, ARuleIsNotInForceBeforeItsDay) {
  Report report = package();
  report.anomalies.push_back({std::string(anomaly::zip_prepended_data), "", ""});
  EXPECT_THAT(of_rule(report, "AND-ZIP-001", day("2017-11-30")), testing::IsEmpty());
  EXPECT_THAT(of_rule(report, "AND-ZIP-001", day("2017-12-01")), testing::SizeIs(1));
}

TEST(Evaluate, ARuleIsForItsFormatOnly) {
  Report report = package();
  report.anomalies.push_back({std::string(anomaly::zip_prepended_data), "", ""});
  report.format = "ipa";
  EXPECT_THAT(evaluate(report, day("2026-11-23")), testing::IsEmpty());
}

TEST(Evaluate, FindingsOfOneSubjectAreOne) {
  Report report = package();
  report.anomalies.push_back({std::string(anomaly::zip_local_name), "a", "+0x10"});
  report.anomalies.push_back({std::string(anomaly::zip_local_crc), "a", "+0x20"});
  report.anomalies.push_back({std::string(anomaly::zip_local_crc), "b", "+0x30"});
  const std::vector<Finding> findings = of_rule(report, "AND-ZIP-003a");
  ASSERT_THAT(findings, testing::SizeIs(2));
  EXPECT_THAT(findings[0].evidence, testing::ElementsAre("+0x10", "+0x20"));
  EXPECT_THAT(findings[0].sentence, testing::HasSubstr("two different names"));
  EXPECT_THAT(findings[0].sentence, testing::HasSubstr("two different checksums"));
}

TEST(Evaluate, KeepsALongListShortAndAsBad) {
  Report report = package();
  for (int i = 0; i < 250; ++i) {
    report.anomalies.push_back({std::string(anomaly::zip_duplicate_name), "file-" + std::to_string(i), ""});
  }
  const std::vector<Finding> findings = of_rule(report, "AND-ZIP-002a");
  ASSERT_THAT(findings, testing::SizeIs(most_findings_of_a_rule));
  const auto rest = std::find_if(findings.begin(), findings.end(),
                                 [](const Finding& finding) { return finding.subject == "151 more"; });
  ASSERT_NE(rest, findings.end());
  EXPECT_EQ(rest->severity, Severity::block);
}

TEST(Evaluate, AHostileReportTakesNoTimeWorthMentioning) {
  Report report = package();
  for (int i = 0; i < 50000; ++i) {
    const std::string subject = "a.C" + std::to_string(i);
    report.facts.push_back({std::string(fact::android_component), subject, "service", ""});
    report.facts.push_back({std::string(fact::android_exported), subject, "true", ""});
    report.facts.push_back({std::string(fact::android_component_permission), subject, "p" + std::to_string(i), ""});
    report.facts.push_back({std::string(fact::android_permission_declared), "", "p" + std::to_string(i), ""});
    report.facts.push_back({std::string(fact::android_backup_rule), subject, "exclude file x", ""});
  }
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(evaluate(report, day("2026-11-23")).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << "something is quadratic";
}

TEST(Shown, MakesTextOfTheArtifactHarmless) {
  EXPECT_EQ(shown("a\nb\x1b[31m\x7f"), "a?b?[31m?");
  EXPECT_EQ(shown(std::string(119, 'x') + "\xc3\xa4\xc3\xa4"), std::string(119, 'x') + "...") << "no half letter";
  EXPECT_EQ(shown(std::string(120, 'x')), std::string(120, 'x'));
}

TEST(Fill, ReplacesOnlyTheTwoMarks) {
  EXPECT_EQ(fill("{value} of {subject} {other} {", "s{value}", "v{subject}"), "v{subject} of s{value} {other} {");
}

TEST(RuleInput, NumbersAreNumbers) {
  Report report = package();
  report.facts.push_back({std::string(fact::android_min_sdk), "", "21x", ""});
  report.facts.push_back({std::string(fact::android_target_sdk), "", "34", ""});
  report.facts.push_back({std::string(fact::android_version_code), "", "99999999999999999999", ""});
  const RuleInput input(report, day("2026-11-23"));
  EXPECT_FALSE(input.number(fact::android_min_sdk));
  EXPECT_EQ(input.number(fact::android_target_sdk), 34);
  EXPECT_FALSE(input.number(fact::android_version_code));
  EXPECT_FALSE(input.number(fact::android_max_sdk));
}

}  // namespace
}  // namespace formulary::domain
