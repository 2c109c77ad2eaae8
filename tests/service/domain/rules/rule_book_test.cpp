// The rule book: every rule says what it is about, where it comes from and what would make it pass.
#include <algorithm>
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

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `start`, three digits, and perhaps one small letter.
bool is_id(std::string_view text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  const bool letter = text.size() == 4 && text[3] >= 'a' && text[3] <= 'z';
  return (text.size() == 3 || letter) && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]);
}

TEST(RuleBook, IdsComeFromTheBacklog) {
  for (const Rule& rule : all_rules()) {
    bool known = false;
    for (const std::string_view family : {"AND-ZIP-", "AND-AXML-", "AND-MAN-", "AND-NSC-", "AND-DEX-", "AND-LIB-",
                                          "AND-SIG-", "AND-AAB-", "MDS-", "SBM-", "REG-"}) {
      known = known || is_id(rule.id, family);
    }
    EXPECT_TRUE(known) << rule.id;
  }
}

/// The formats that the scanner knows.
const std::set<std::string_view> formats = {
#define FORMAT(identifier, name, sentence) name,
#include "scanners/formats.def"
#undef FORMAT
};

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
    EXPECT_TRUE(rule.format == any_format || formats.contains(rule.format)) << rule.id;
  }
}

TEST(RuleBook, EveryRuleSaysWhereItComesFrom) {
  for (const Rule& rule : all_rules()) {
    EXPECT_GE(rule.citation.size(), 5U) << rule.id;
    EXPECT_TRUE(parse_day(rule.effective)) << rule.id << ": " << rule.effective;
  }
}

TEST(RuleBook, LeavesNoAnomalyWithoutAConclusion) {
  const Day today = *parse_day("2026-11-23");
  for (const std::string_view id : {
#define ANOMALY(identifier, id, sentence) std::string_view(id),
#include "scanners/anomalies.def"
#undef ANOMALY
       }) {
    // A limit makes the Report partial, which no rule has to say again.
    if (id == anomaly::limit_exceeded) continue;
    const bool concluded = std::ranges::any_of(formats, [&](std::string_view format) {
      Report report;
      report.format = format;
      const std::size_t before = evaluate(report, today).size();
      report.anomalies = {{std::string(id), "", ""}};
      return evaluate(report, today).size() > before;
    });
    EXPECT_TRUE(concluded) << "no rule concludes anything from " << id;
  }
}

TEST(RuleBook, RulesForAPackageHoldForSetsOfThemAndAllButTheSignatureForBundles) {
  for (const Rule& rule : all_rules()) {
    if (rule.format != "apk") continue;
    const bool about_signature = rule.family == "signature" || rule.family == "certificate";
    EXPECT_TRUE(applies(rule, "apk-set")) << rule.id;
    EXPECT_EQ(applies(rule, "aab"), !about_signature) << rule.id;
    EXPECT_FALSE(applies(rule, "unknown")) << rule.id;
  }
}

TEST(RuleBook, RulesAboutWhatIsToldHoldForEveryFileAndForNone) {
  std::set<std::string_view> families;
  for (const Rule& rule : all_rules()) {
    if (rule.format != any_format) continue;
    families.insert(rule.family);
    for (const std::string_view format : {"", "apk", "aab", "unknown"}) EXPECT_TRUE(applies(rule, format)) << rule.id;
  }
  EXPECT_EQ(families, (std::set<std::string_view>{"bill of materials", "maker's statements", "regulators"}));
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
