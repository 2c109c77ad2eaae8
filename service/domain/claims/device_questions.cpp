#include "service/domain/claims/device_questions.hpp"

#include <algorithm>

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

using enum QuestionKind;

constexpr Word<QuestionKind> kinds[] = {{yes_no, "yes_no"}, {one, "one"}, {many, "many"}};

std::vector<Question> made() {
  std::vector<Question> questions;
#define QUESTION(id, kind, text, help) questions.push_back({id, kind, text, help, {}});
#define OPTION(id, text) questions.back().options.push_back({id, text});
#include "service/domain/claims/device_questions.def"
#undef QUESTION
#undef OPTION
  for (Question& question : questions) {
    if (question.kind == yes_no) question.options = {{"yes", "Yes"}, {"no", "No"}};
  }
  return questions;
}

}  // namespace

std::string_view to_text(QuestionKind kind) { return word_of(kinds, kind); }

const std::vector<Question>& device_questions() {
  static const std::vector<Question> questions = made();
  return questions;
}

std::vector<std::string> problems_of(const QuestionAnswers& answers) {
  std::vector<std::string> problems;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const QuestionAnswer& answer = answers[i];
    const auto question = std::ranges::find(device_questions(), answer.question, &Question::id);
    if (question == device_questions().end()) {
      problems.emplace_back("There is no such question.");
      continue;
    }
    const std::string name = "`" + std::string(question->id) + "`";
    const auto before = answers.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::ranges::find(answers.begin(), before, answer.question, &QuestionAnswer::question) != before) {
      problems.push_back(name + " is answered twice.");
    }
    if (answer.chosen.empty()) problems.push_back(name + " has an empty answer.");
    if (question->kind != many && answer.chosen.size() > 1) problems.push_back(name + " takes one answer only.");
    bool none = false;
    for (const std::string& chosen : answer.chosen) {
      if (std::ranges::find(question->options, chosen, &QuestionOption::id) == question->options.end()) {
        problems.push_back(name + " has no such answer.");
      }
      none = none || chosen == "none";
    }
    if (none && answer.chosen.size() > 1) problems.push_back(name + " cannot be `none` and something else.");
  }
  return problems;
}

int rank_of_class(std::string_view device_class) {
  constexpr std::string_view first[] = {"I", "Is", "Im", "Ir"};
  if (std::ranges::find(first, device_class) != std::end(first)) return 1;
  if (device_class == "IIa") return 2;
  if (device_class == "IIb") return 3;
  return device_class == "III" ? 4 : 0;
}

}  // namespace formulary::domain
