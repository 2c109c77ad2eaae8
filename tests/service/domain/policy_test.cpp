#include "service/domain/policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/domain/rules/rule.hpp"
#include "tests/service/domain/story.hpp"

namespace formulary::domain {
namespace {

using testing::Contains;
using testing::HasSubstr;

TEST(RiskClass, FollowsFromTheIntendedUse) {
  struct Row {
    const char* what;
    std::vector<DataClass> data;
    ClinicalRole role;
    const char* devices;
    RiskClass risk;
  };
  const Row rows[] = {
      {"a canteen menu", {DataClass::none}, ClinicalRole::none, "", RiskClass::low},
      {"room booking", {DataClass::none}, ClinicalRole::administrative, " None. ", RiskClass::low},
      {"a rota", {DataClass::staff}, ClinicalRole::administrative, "", RiskClass::moderate},
      {"a drug reference", {DataClass::none}, ClinicalRole::informs, "n/a", RiskClass::moderate},
      {"charting", {DataClass::staff, DataClass::phi}, ClinicalRole::none, "", RiskClass::high},
      {"a dose calculator", {DataClass::none}, ClinicalRole::drives_or_diagnoses, "", RiskClass::high},
      {"a pump's remote control", {DataClass::none}, ClinicalRole::none, "Infusion pump", RiskClass::high},
      {"nobody said which data", {}, ClinicalRole::none, "", RiskClass::high},
  };
  for (const Row& row : rows) {
    IntendedUse use;
    use.data_classes = row.data;
    use.clinical_role = row.role;
    use.devices_driven = row.devices;
    EXPECT_EQ(to_text(risk_class(use)), to_text(row.risk)) << row.what;
  }
}

TEST(Policy, FallsBackToTheStrictestClass) {
  Policy policy = hospital_policy();
  EXPECT_EQ(policy.of(RiskClass::moderate).risk, RiskClass::moderate);
  std::erase_if(policy.classes, [](const ClassPolicy& one) { return one.risk == RiskClass::low; });
  EXPECT_EQ(policy.of(RiskClass::low).risk, RiskClass::high);
  policy.classes.clear();
  EXPECT_TRUE(fails(policy.of(RiskClass::low), Severity::warn)) << "without any class nothing passes easily";
}

TEST(Policy, MistakesAreNamed) {
  EXPECT_THAT(mistakes_in(hospital_policy()), testing::IsEmpty());
  Policy policy = hospital_policy();
  policy.name = " ";
  policy.classes[0].risk = RiskClass::high;
  policy.classes[0].fails = {Severity::warn};
  policy.classes[0].required_domains.clear();
  policy.classes[1].required_reviewers = 0;
  policy.classes[1].validity_days = 100000;
  policy.classes[2].scan_max_age_days = -1;
  policy.classes[2].conditions = {""};
  std::vector<std::string> fields;
  for (const Refusal& mistake : mistakes_in(policy)) fields.push_back(mistake.field);
  EXPECT_THAT(fields, testing::UnorderedElementsAre("/name", "/classes", "/classes", "/classes/0/fails",
                                                    "/classes/0/required_domains", "/classes/1/required_reviewers",
                                                    "/classes/1/validity_days", "/classes/2/scan_max_age_days",
                                                    "/classes/2/conditions/0"));
}

class Assessing : public testing::Test {
 protected:
  Assessing() {
    use.data_classes = {DataClass::phi};
    report.format = "apk";
    report.complete = true;
    state(fact::android_target_sdk, "36");
    state(fact::android_min_sdk, "34");
    report.facts.push_back({std::string(fact::apk_signature_verified), "sdk 34+", "true", ""});
    report.facts.push_back({std::string(fact::apk_signature_signer), "sdk 34+", std::string(64, '5'), ""});
  }

  void state(std::string_view name, std::string_view value) {
    report.facts.push_back({std::string(name), "", std::string(value), ""});
  }

  Assessment assess_now(const std::vector<Waiver>& waivers = {}) const {
    return assess(policy, use, report, scanned, waivers, present);
  }

  Policy policy = hospital_policy();
  IntendedUse use;
  Report report;
  Present present = on("2026-11-23");
  Instant scanned = on("2026-11-01").now;
};

TEST_F(Assessing, ACleanPackagePasses) {
  const Assessment assessment = assess_now();
  EXPECT_EQ(to_text(assessment.verdict), "pass");
  EXPECT_EQ(assessment.risk, RiskClass::high);
  EXPECT_THAT(assessment.reasons, testing::SizeIs(1));
}

TEST_F(Assessing, WhatThePolicyMindsFailsOrAsksForAttention) {
  state(fact::android_shared_user_id, "org.example.shared");
  EXPECT_EQ(to_text(assess_now().verdict), "attention");
  state(fact::android_debuggable, "true");
  EXPECT_EQ(to_text(assess_now().verdict), "fail");
  policy.classes[2].fails.clear();
  EXPECT_EQ(to_text(assess_now().verdict), "fail") << "`block` fails whatever the policy says";
}

TEST_F(Assessing, AWaivedFailureAsksForAttention) {
  state(fact::android_debuggable, "true");
  const Waiver waiver{"AND-MAN-030", "", "Only in the simulation room.", day("2026-11-23")};
  const Assessment assessment = assess_now({waiver});
  EXPECT_EQ(to_text(assessment.verdict), "attention");
  EXPECT_EQ(to_text(assessment.before_waivers), "fail");
  EXPECT_TRUE(assessment.findings.front().waived);

  Waiver ended = waiver;
  ended.expires = day("2026-11-22");
  EXPECT_EQ(to_text(assess_now({ended}).verdict), "fail");
  Waiver silent = waiver;
  silent.reason = " ";
  EXPECT_EQ(to_text(assess_now({silent}).verdict), "fail");
  Waiver elsewhere = waiver;
  elsewhere.subject = "somewhere";
  EXPECT_EQ(to_text(assess_now({elsewhere}).verdict), "fail");
}

TEST_F(Assessing, DoubtIsUnverifiableEvenWithAWaiver) {
  const auto verdict = [&](const Waiver& waiver = {}) { return to_text(assess_now({waiver}).verdict); };
  const Report good = report;
  report.complete = false;
  report.reason = "limit:entries";
  EXPECT_EQ(verdict(), "unverifiable");
  EXPECT_THAT(assess_now().reasons, Contains(HasSubstr("limit:entries")));
  state(fact::android_debuggable, "true");
  EXPECT_EQ(verdict({"AND-MAN-030", "", "Because.", day("2027-01-01")}), "unverifiable");

  report = good;
  report.format = "unknown";
  EXPECT_EQ(verdict(), "unverifiable");

  report = good;
  scanned = on("2026-08-25").now;
  EXPECT_EQ(verdict(), "pass") << "exactly 90 days old";
  scanned = on("2026-08-24").now;
  EXPECT_EQ(verdict(), "unverifiable") << "older than the class allows";
  scanned = on("2026-11-25").now;
  EXPECT_EQ(verdict(), "unverifiable") << "from the future";

  EXPECT_EQ(to_text(assess(policy, use, Report(), std::nullopt, {}, present).verdict), "unverifiable");
}

TEST_F(Assessing, AnUncheckedSignatureFails) {
  std::erase_if(report.facts, [](const Fact& fact) { return fact.name == fact::apk_signature_verified; });
  EXPECT_EQ(to_text(assess_now().verdict), "fail");
}

}  // namespace
}  // namespace formulary::domain
