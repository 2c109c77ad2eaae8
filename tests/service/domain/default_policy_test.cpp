// The policy that ships is one that could be put into force, and a small hospital can work with it.
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "service/domain/policy.hpp"

namespace formulary::domain {
namespace {

Policy default_policy() {
  std::ifstream file(FORMULARY_DEFAULT_POLICY);
  const nlohmann::json json = nlohmann::json::parse(file);
  Policy policy;
  policy.name = json.at("name");
  for (const nlohmann::json& one : json.at("classes")) {
    ClassPolicy rules;
    rules.risk = parse_risk_class(one.at("risk").get<std::string>()).value();
    for (const std::string word : one.at("fails")) rules.fails.push_back(parse_severity(word).value());
    for (const std::string word : one.at("needs_attention")) {
      rules.needs_attention.push_back(parse_severity(word).value());
    }
    for (const std::string word : one.at("required_domains")) {
      rules.required_domains.push_back(parse_review_domain(word).value());
    }
    rules.required_reviewers = one.at("required_reviewers");
    rules.validity_days = one.at("validity_days");
    rules.scan_max_age_days = one.at("scan_max_age_days");
    rules.conditions = one.at("conditions");
    policy.classes.push_back(std::move(rules));
  }
  return policy;
}

TEST(DefaultPolicy, CouldBePutIntoForce) {
  for (const Refusal& mistake : mistakes_in(default_policy()))
    ADD_FAILURE() << mistake.field << ": " << mistake.sentence;
}

TEST(DefaultPolicy, AsksMoreOfMoreRisk) {
  const Policy policy = default_policy();
  const ClassPolicy& low = policy.of(RiskClass::low);
  const ClassPolicy& moderate = policy.of(RiskClass::moderate);
  const ClassPolicy& high = policy.of(RiskClass::high);
  EXPECT_LE(low.fails.size(), moderate.fails.size());
  EXPECT_LE(moderate.fails.size(), high.fails.size());
  EXPECT_LE(low.required_domains.size(), moderate.required_domains.size());
  EXPECT_LE(moderate.required_domains.size(), high.required_domains.size());
  EXPECT_GE(low.validity_days, moderate.validity_days);
  EXPECT_GE(moderate.validity_days, high.validity_days);
  EXPECT_GE(moderate.scan_max_age_days, high.scan_max_age_days);
}

}  // namespace
}  // namespace formulary::domain
