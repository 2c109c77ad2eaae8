// "Is it a medical device?" The questions that a department answers at submission, and what the decision tables of the
// FDA, the European Union (MDCG 2019-11) and the IMDRF make of the answers.
//
// The result is advice. It names the rules and what a person has to look at, and never settles anything by itself: what
// was not answered is never taken for the answer that makes things easier.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/claims/device_status.hpp"

namespace formulary::domain {

enum class QuestionKind : std::uint8_t { yes_no, one, many };
std::string_view to_text(QuestionKind kind);

struct QuestionOption {
  std::string_view id;
  std::string_view text;
};
struct Question {
  std::string_view id;
  QuestionKind kind = QuestionKind::one;
  std::string_view text;
  std::string_view help;
  std::vector<QuestionOption> options;
};
const std::vector<Question>& device_questions();

struct QuestionAnswer {
  std::string question;
  std::vector<std::string> chosen;  ///< ids of options

  bool operator==(const QuestionAnswer&) const = default;
};
using QuestionAnswers = std::vector<QuestionAnswer>;

/// One sentence for each answer that the questions do not allow; `classify` ignores such answers.
std::vector<std::string> problems_of(const QuestionAnswers& answers);

/// The version of questions and rules; stored with every result.
inline constexpr std::string_view device_table_version = "2026-11";

struct DeviceAdvice {
  std::string_view jurisdiction;  ///< `US`, `EU`, `GB`, or `IMDRF`, which is no jurisdiction
  DeviceStatus status = DeviceStatus::unknown;
  std::string device_class;            ///< `I` to `III`; `IV.i` of the IMDRF; empty: none, or it has to be found
  std::vector<std::string> rules;      ///< `F5`, `E8`: what decided
  std::vector<std::string> citations;  ///< document and section of each
  std::vector<std::string> look_at;    ///< what a person has to look at, one sentence each
};

/// In the order US, EU, GB, IMDRF.
std::vector<DeviceAdvice> classify(const QuestionAnswers& answers);

/// 0 for what is no class of the European Union; I, Is, Im and Ir are 1, III is 4.
int rank_of_class(std::string_view device_class);

}  // namespace formulary::domain
