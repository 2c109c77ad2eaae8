// The list of checks that the rule book was written from: each of its items for Android has a rule, or a fact where the
// list asks for no more.
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "service/domain/rules/rule.hpp"

namespace formulary::domain {
namespace {

struct Check {
  std::string id;
  std::string item;
  std::string answers;
};

const Check checks[] = {
#define CHECK(id, item, answers) {id, item, answers},
#include "tests/service/domain/rules/backlog.def"
#undef CHECK
};

const std::set<std::string> facts = {
#define FACT(identifier, name, sentence) name,
#include "scanners/facts.def"
#undef FACT
};

std::vector<std::string> split(const std::string& text, char between) {
  std::vector<std::string> out;
  std::istringstream words(text);
  for (std::string word; std::getline(words, word, between);) out.push_back(word);
  return out;
}

bool is_fact(const std::string& answer) { return answer.starts_with("fact:"); }

TEST(Backlog, EveryAnswerExists) {
  for (const Check& check : checks) {
    EXPECT_FALSE(check.answers.empty()) << check.id << ": " << check.item;
    for (const std::string& answer : split(check.answers, ' ')) {
      if (is_fact(answer)) {
        EXPECT_TRUE(facts.contains(answer.substr(5))) << check.id << ": " << answer;
      } else {
        EXPECT_NE(find_rule(answer), nullptr) << check.id << ": " << answer;
      }
    }
  }
}

/// A row of the list: what it asks for, and how bad that is.
struct Row {
  std::string text;
  std::string severity;
};

std::map<std::string, Row> rows_for_android(std::ifstream& list) {
  std::map<std::string, Row> out;
  for (std::string line; std::getline(list, line);) {
    const std::vector<std::string> cells = split(line, '\t');
    if (cells.size() > 4 && cells[1] == "android") out[cells[0]] = {cells[3], cells[4]};
  }
  return out;
}

TEST(Backlog, EveryRowForAndroidIsAnsweredItemByItem) {
  const char* shared = std::getenv("FORMULARY_SHARED");
  std::ifstream list(std::string(shared == nullptr ? "../shared" : shared) + "/checks/check_backlog.tsv");
  if (!list) GTEST_SKIP() << "needs the shared tables: set FORMULARY_SHARED";
  const std::map<std::string, Row> rows = rows_for_android(list);
  EXPECT_GE(rows.size(), 50U);
  std::set<std::string> with_rule, answered;
  for (const Check& check : checks) {
    const auto row = rows.find(check.id);
    ASSERT_NE(row, rows.end()) << check.id << " is no row of the list";
    EXPECT_NE(row->second.text.find(check.item), std::string::npos)
        << check.id << " does not ask for `" << check.item << "` but for `" << row->second.text << "`";
    answered.insert(check.id);
    for (const std::string& answer : split(check.answers, ' ')) {
      if (!is_fact(answer)) with_rule.insert(check.id);
    }
  }
  for (const auto& [id, row] : rows) {
    EXPECT_TRUE(answered.contains(id)) << id << " has no answer: " << row.text;
    if (row.severity != "fact") EXPECT_TRUE(with_rule.contains(id)) << id << " asks for a rule: " << row.text;
  }
}

}  // namespace
}  // namespace formulary::domain
