// The verdict is monotone: what is added to the findings never improves it. Reports are put together at random from the
// rules' own case files, and grow one anomaly or fact at a time.
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "service/domain/policy.hpp"
#include "service/domain/rules/rule.hpp"
#include "tests/service/domain/rules/case_file.hpp"
#include "tests/service/domain/story.hpp"

namespace formulary::domain {
namespace {

std::vector<CasePart> all_raising_parts() {
  std::vector<CasePart> out;
  for (const Rule& rule : all_rules()) {
    std::ifstream file(std::filesystem::path(FORMULARY_RULE_CASES) / (std::string(rule.id) + ".case"));
    std::stringstream text;
    text << file.rdbuf();
    for (CasePart& part : parse_case(text.str(), rule.format).parts) {
      if (part.raises) out.push_back(std::move(part));
    }
  }
  return out;
}

int badness(Verdict verdict) { return static_cast<int>(verdict); }

/// A verdict by the book, written a second time: the worst of what each unwaived finding alone would give.
Verdict by_the_book(const Assessment& assessment, const ClassPolicy& policy) {
  Verdict worst = Verdict::pass;
  for (const Finding& finding : assessment.findings) {
    Verdict alone = Verdict::pass;
    for (const Severity severity : policy.needs_attention) {
      if (severity == finding.severity) alone = Verdict::attention;
    }
    for (const Severity severity : policy.fails) {
      if (severity == finding.severity) alone = Verdict::fail;
    }
    if (finding.severity == Severity::block) alone = Verdict::fail;
    if (alone == Verdict::fail && finding.waived) alone = Verdict::attention;
    if (badness(alone) > badness(worst)) worst = alone;
  }
  return worst;
}

class Growing : public testing::TestWithParam<RiskClass> {};

TEST_P(Growing, NeverImprovesByAnAnomaly) {
  const std::vector<CasePart> parts = all_raising_parts();
  ASSERT_GE(parts.size(), all_rules().size());
  const Policy policy = hospital_policy();
  IntendedUse use;
  use.data_classes = {GetParam() == RiskClass::high       ? DataClass::phi
                      : GetParam() == RiskClass::moderate ? DataClass::staff
                                                          : DataClass::none};
  const Present present = on("2026-11-23");
  std::mt19937 random(7);
  std::set<Verdict> seen;
  for (int run = 0; run < 200; ++run) {
    Report report;
    report.format = "apk";
    report.complete = true;
    // Half of the runs begin with a package in order, so that `pass` is among the beginnings.
    const bool in_order = run % 2 == 0;
    if (in_order) {
      report.facts = {{std::string(fact::apk_signature_verified), "sdk 34+", "true", ""},
                      {std::string(fact::apk_signature_signer), "sdk 34+", std::string(64, '5'), ""},
                      {std::string(fact::android_min_sdk), "", "34", ""},
                      {std::string(fact::android_target_sdk), "", "36", ""}};
    } else {
      report.facts = parts[random() % parts.size()].report.facts;
    }
    Assessment before = assess(policy, use, report, present.now, {}, present);
    for (int step = 0; step < 15; ++step) {
      const CasePart& part = parts[random() % parts.size()];
      if (part.report.anomalies.empty()) continue;
      report.anomalies.push_back(part.report.anomalies[random() % part.report.anomalies.size()]);
      const Assessment after = assess(policy, use, report, present.now, {}, present);
      EXPECT_GE(badness(after.verdict), badness(before.verdict)) << report.anomalies.back().id;
      seen.insert(before.verdict);
      before = after;
    }
    report.complete = false;
    EXPECT_EQ(assess(policy, use, report, present.now, {}, present).verdict, Verdict::unverifiable);
  }
  EXPECT_TRUE(seen.contains(Verdict::pass));
  EXPECT_TRUE(seen.contains(Verdict::fail));
}

TEST_P(Growing, IsTheWorstOfItsFindings) {
  const Policy policy = hospital_policy();
  IntendedUse use;
  use.data_classes = {GetParam() == RiskClass::high       ? DataClass::phi
                      : GetParam() == RiskClass::moderate ? DataClass::staff
                                                          : DataClass::none};
  std::mt19937 random(11);
  const std::vector<CasePart> parts = all_raising_parts();
  for (int run = 0; run < 400; ++run) {
    Report report;
    report.format = "apk";
    report.complete = true;
    for (std::size_t i = 0; i < 1 + random() % 6; ++i) {
      const Report& part = parts[random() % parts.size()].report;
      report.facts.insert(report.facts.end(), part.facts.begin(), part.facts.end());
      report.anomalies.insert(report.anomalies.end(), part.anomalies.begin(), part.anomalies.end());
    }
    const Present present = on("2026-11-23");
    std::vector<Waiver> waivers;
    for (const Finding& finding : evaluate(report, present.today)) {
      if (random() % 2 == 0) waivers.push_back({finding.rule, finding.subject, "A reason.", day("2027-01-01")});
    }
    const Assessment assessment = assess(policy, use, report, present.now, waivers, present);
    EXPECT_EQ(to_text(assessment.verdict), to_text(by_the_book(assessment, policy.of(assessment.risk))));
    EXPECT_GE(badness(assessment.before_waivers), badness(assessment.verdict)) << "a waiver never makes it worse";
  }
}

INSTANTIATE_TEST_SUITE_P(Classes, Growing, testing::Values(RiskClass::low, RiskClass::moderate, RiskClass::high),
                         [](const auto& tested) { return std::string(to_text(tested.param)); });

}  // namespace
}  // namespace formulary::domain
