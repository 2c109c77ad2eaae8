// The rule book: every rule says what it is about, where it comes from and what would make it pass.
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "service/domain/rules/rule.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {
namespace {

/// The id that belongs to a name in rules.def: and_man_013a is AND-MAN-013a. Only the last letter stays small.
std::string id_of(std::string identifier) {
  const std::size_t number = identifier.rfind('_');
  for (std::size_t i = 0; i < identifier.size(); ++i) {
    if (i < number) identifier[i] = static_cast<char>(std::toupper(identifier[i]));
    if (identifier[i] == '_') identifier[i] = '-';
  }
  return identifier;
}

TEST(RuleBook, HoldsTheRulesOfItsTableInOrder) {
  const std::vector<std::string> expected = {
#define RULE(identifier) id_of(#identifier),
#include "service/domain/rules/rules.def"
#undef RULE
  };
  std::vector<std::string> actual;
  for (const Rule& rule : all_rules()) actual.emplace_back(rule.id);
  EXPECT_EQ(actual, expected);
  EXPECT_GE(actual.size(), 40U);
  EXPECT_EQ(std::set<std::string>(actual.begin(), actual.end()).size(), actual.size()) << "ids are unique";
}

TEST(RuleBook, IdsComeFromTheBacklog) {
  const std::regex id("AND-(ZIP|AXML|MAN|NSC|SIG)-[0-9]{3}[a-z]?");
  for (const Rule& rule : all_rules()) EXPECT_TRUE(std::regex_match(std::string(rule.id), id)) << rule.id;
}

bool is_sentence(std::string_view text) {
  return text.size() > 20 && (text.ends_with('.') || text.ends_with('?')) && text.find("  ") == std::string_view::npos;
}

TEST(RuleBook, EveryRuleIsExplained) {
  for (const Rule& rule : all_rules()) {
    EXPECT_FALSE(rule.title.empty()) << rule.id;
    EXPECT_LE(rule.title.size(), 80U) << rule.id << ": a title is short";
    EXPECT_FALSE(rule.title.ends_with('.')) << rule.id;
    EXPECT_TRUE(is_sentence(rule.why)) << rule.id << ": " << rule.why;
    EXPECT_TRUE(is_sentence(rule.would_pass)) << rule.id << ": " << rule.would_pass;
    EXPECT_FALSE(rule.family.empty()) << rule.id;
    EXPECT_EQ(rule.format, "apk") << rule.id;
  }
}

TEST(RuleBook, EveryRuleSaysWhereItComesFrom) {
  const std::regex masvs("MASVS-(STORAGE|CRYPTO|AUTH|NETWORK|PLATFORM|CODE|RESILIENCE|PRIVACY)-[0-9]");
  const std::regex mastg("(MASTG-TEST-[0-9]{4})?");
  const std::regex cwe("CWE-[0-9]+");
  const std::regex hipaa("45 CFR 164\\.[0-9]+(\\([a-z0-9]+\\)|\\([ivx]+\\)|\\([A-Z]\\))+");
  const std::regex sp800("SP 800-163r1 (section [0-9.]+|appendix [A-Z])");
  const auto matches = [](std::string_view text, const std::regex& pattern) {
    return std::regex_match(std::string(text), pattern);
  };
  for (const Rule& rule : all_rules()) {
    EXPECT_GE(rule.citation.size(), 5U) << rule.id;
    EXPECT_TRUE(parse_day(rule.effective)) << rule.id << ": " << rule.effective;
    EXPECT_TRUE(matches(rule.mapping.masvs, masvs)) << rule.id << ": " << rule.mapping.masvs;
    EXPECT_TRUE(matches(rule.mapping.mastg, mastg)) << rule.id << ": " << rule.mapping.mastg;
    EXPECT_TRUE(matches(rule.mapping.cwe, cwe)) << rule.id << ": " << rule.mapping.cwe;
    EXPECT_TRUE(matches(rule.mapping.hipaa, hipaa)) << rule.id << ": " << rule.mapping.hipaa;
    EXPECT_TRUE(matches(rule.mapping.sp800_163, sp800)) << rule.id << ": " << rule.mapping.sp800_163;
  }
}

TEST(RuleBook, LeavesNoAnomalyWithoutAConclusion) {
  const Day today = *parse_day("2026-11-23");
  Report report;
  report.format = "apk";
  const std::size_t before = evaluate(report, today).size();
  for (const std::string_view id : {
#define ANOMALY(identifier, id, sentence) std::string_view(id),
#include "scanners/anomalies.def"
#undef ANOMALY
       }) {
    // A limit makes the Report partial, which no rule has to say again.
    if (id == anomaly::limit_exceeded) continue;
    report.anomalies = {{std::string(id), "", ""}};
    EXPECT_GT(evaluate(report, today).size(), before) << "no rule concludes anything from " << id;
  }
}

TEST(RuleBook, HasAVersion) {
  EXPECT_EQ(rules_version().size(), 16U);
  EXPECT_EQ(rules_version().find_first_not_of("0123456789abcdef"), std::string_view::npos);
}

TEST(RuleBook, FindsRulesByTheirId) {
  ASSERT_NE(find_rule("AND-MAN-030"), nullptr);
  EXPECT_EQ(find_rule("AND-MAN-030")->severity, Severity::block);
  EXPECT_EQ(find_rule("and-man-030"), nullptr);
  EXPECT_EQ(find_rule(""), nullptr);
}

}  // namespace
}  // namespace formulary::domain
