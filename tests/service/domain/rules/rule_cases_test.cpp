// Every rule of rules.def has a case file that raises it and one part that does not, and says where it comes from.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "service/domain/rules/rule.hpp"
#include "tests/service/domain/rules/case_file.hpp"

namespace formulary::domain {
namespace {

std::filesystem::path cases() { return FORMULARY_RULE_CASES; }

std::vector<std::string> ids() {
  std::vector<std::string> out;
  for (const Rule& rule : all_rules()) out.emplace_back(rule.id);
  return out;
}

/// What the rule finds in the part: all of `evaluate`, of which only this rule's findings count.
std::vector<ExpectedFinding> found(const Rule& rule, const CasePart& part) {
  std::vector<ExpectedFinding> out;
  for (const Finding& finding : evaluate(part.report, part.today)) {
    if (finding.rule != rule.id) continue;
    out.push_back({std::string(to_text(finding.severity)), finding.subject, finding.sentence});
  }
  return out;
}

class RuleCase : public testing::TestWithParam<std::string> {};

TEST_P(RuleCase, RaisesAndStaysQuiet) {
  const Rule& rule = *find_rule(GetParam());
  std::ifstream file(cases() / (GetParam() + ".case"));
  ASSERT_TRUE(file) << "write tests/service/domain/rules/cases/" << GetParam() << ".case";
  std::stringstream text;
  text << file.rdbuf();
  const CaseFile parsed = parse_case(text.str(), rule.format);
  for (const std::string& mistake : parsed.mistakes) ADD_FAILURE() << GetParam() << ".case " << mistake;

  bool raised = false;
  bool quiet = false;
  for (const CasePart& part : parsed.parts) {
    (part.raises ? raised : quiet) = true;
    EXPECT_EQ(part.raises, !part.expected.empty()) << "line " << part.line << ": `raises` needs a `finds` line";
    EXPECT_EQ(as_lines(found(rule, part)), as_lines(part.expected))
        << GetParam() << ".case, part at line " << part.line;
  }
  EXPECT_TRUE(raised) << "a part that raises the rule is missing";
  EXPECT_TRUE(quiet) << "a part that leaves the rule quiet is missing";
}

INSTANTIATE_TEST_SUITE_P(RuleBook, RuleCase, testing::ValuesIn(ids()), [](const auto& tested) {
  std::string name = tested.param;
  std::erase(name, '-');
  return name;
});

TEST(RuleCases, BelongToARule) {
  for (const auto& entry : std::filesystem::directory_iterator(cases())) {
    EXPECT_NE(find_rule(entry.path().stem().string()), nullptr) << entry.path().filename() << " belongs to no rule";
  }
}

TEST(CaseFile, ReportsWhatItCannotRead) {
  const CaseFile file = parse_case(
      "today 2026-02-30\n"
      "fact android.package = a\n"
      "raises\n"
      "fact no.such.fact = 1\n"
      "anomaly no.such-anomaly\n"
      "finds terrible: x\n"
      "find warn: x\n"
      "quiet\n"
      "finds warn: x\n",
      "apk");
  EXPECT_EQ(file.mistakes, (std::vector<std::string>{
                               "line 1: `today` needs a day",
                               "line 2: this has to follow `raises` or `quiet`",
                               "line 4: no fact is called no.such.fact",
                               "line 5: no anomaly is called no.such-anomaly",
                               "line 6: no severity is called terrible",
                               "line 7: cannot be read: find warn: x",
                               "line 9: `finds` belongs to `raises`",
                           }));
}

}  // namespace
}  // namespace formulary::domain
