#include "service/domain/claims/given_answers.hpp"

#include <algorithm>

namespace formulary::domain {

const QuestionAnswer* GivenAnswers::find(std::string_view question) const {
  const auto known = std::ranges::find(device_questions(), question, &Question::id);
  const auto found = std::ranges::find(*answers_, question, &QuestionAnswer::question);
  if (known == device_questions().end() || found == answers_->end() || found->chosen.empty()) return nullptr;
  if (known->kind != QuestionKind::many && found->chosen.size() > 1) return nullptr;
  const bool all_known = std::ranges::all_of(found->chosen, [&](const std::string& chosen) {
    return std::ranges::find(known->options, chosen, &QuestionOption::id) != known->options.end();
  });
  return all_known ? &*found : nullptr;
}

std::string_view GivenAnswers::to(std::string_view question) const {
  const QuestionAnswer* answer = find(question);
  return answer == nullptr ? std::string_view() : std::string_view(answer->chosen.front());
}

bool GivenAnswers::is(std::string_view question, std::initializer_list<std::string_view> options) const {
  return std::ranges::find(options, to(question)) != options.end();
}

bool GivenAnswers::includes(std::string_view question, std::string_view option) const {
  const QuestionAnswer* answer = find(question);
  return answer != nullptr && std::ranges::find(answer->chosen, option) != answer->chosen.end();
}

bool GivenAnswers::is_only(std::string_view question, std::string_view option) const {
  const QuestionAnswer* answer = find(question);
  return answer != nullptr && std::ranges::all_of(answer->chosen, [&](const auto& chosen) { return chosen == option; });
}

bool GivenAnswers::has_purpose() const {
  const QuestionAnswer* answer = find("medical_purpose");
  return answer != nullptr && std::ranges::any_of(answer->chosen, [](const auto& chosen) { return chosen != "none"; });
}

}  // namespace formulary::domain
