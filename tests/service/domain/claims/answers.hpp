// Answers to "Is it a medical device?", written in one line or made at random.
#pragma once

#include <random>
#include <sstream>
#include <string>
#include <string_view>

#include "service/domain/claims/device_questions.hpp"

namespace formulary::domain {

/// `question=option` or `question=option+option`, separated by blanks.
inline QuestionAnswers answers(std::string_view text) {
  QuestionAnswers result;
  std::stringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    const std::size_t equals = word.find('=');
    QuestionAnswer answer{word.substr(0, equals), {}};
    std::stringstream options(word.substr(equals + 1));
    for (std::string option; std::getline(options, option, '+');) answer.chosen.push_back(option);
    result.push_back(answer);
  }
  return result;
}

/// Any answers at all, some of them none that the questions allow.
inline QuestionAnswers random_answers(std::mt19937& random) {
  QuestionAnswers given;
  for (const Question& question : device_questions()) {
    if (random() % 3 == 0) continue;
    given.push_back({std::string(question.id), {std::string(question.options[random() % question.options.size()].id)}});
    if (random() % 20 == 0) given.back().chosen.emplace_back("no such option");
  }
  return given;
}

}  // namespace formulary::domain
