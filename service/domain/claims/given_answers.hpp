// Answers, asked one by one by the decision tables. An answer that the questions do not allow was not given.
#pragma once

#include <initializer_list>
#include <string_view>

#include "service/domain/claims/device_questions.hpp"

namespace formulary::domain {

class GivenAnswers {
 public:
  explicit GivenAnswers(const QuestionAnswers& answers) : answers_(&answers) {}

  /// The answer to a question of kind yes_no or one; empty: not given.
  std::string_view to(std::string_view question) const;
  bool yes(std::string_view question) const { return to(question) == "yes"; }
  /// Said, not left open.
  bool no(std::string_view question) const { return to(question) == "no"; }
  bool given(std::string_view question) const { return find(question) != nullptr; }
  bool is(std::string_view question, std::initializer_list<std::string_view> options) const;

  /// For questions of kind many.
  bool includes(std::string_view question, std::string_view option) const;
  bool is_only(std::string_view question, std::string_view option) const;

  /// A purpose other than `none` was named.
  bool has_purpose() const;
  /// `none` was named.
  bool has_no_purpose() const { return is_only("medical_purpose", "none"); }

 private:
  const QuestionAnswer* find(std::string_view question) const;

  const QuestionAnswers* answers_;
};

}  // namespace formulary::domain
