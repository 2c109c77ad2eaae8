// What has been found in code, each thing once: a fact that many classes or files give cause for is stated with the
// place that was found first. So the Report does not grow with the code, and is the same on every run.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "scanners/format.hpp"

namespace formulary::formats::android {

class CodeFacts {
 public:
  void add(std::string_view fact, std::string_view subject, std::string_view value, std::string_view place) {
    if (found_.size() < most) found_.try_emplace({std::string(fact), std::string(subject), std::string(value)}, place);
  }

  /// As `add`, but no more than `limit` values of one fact and subject.
  void add_some(std::string_view fact, std::string_view subject, std::string_view value, std::string_view place,
                std::size_t limit) {
    auto [count, fresh] = counts_.try_emplace({std::string(fact), std::string(subject)}, 0);
    if (count->second >= limit) return;
    ++count->second;
    add(fact, subject, value, place);
  }

  void state(ScanContext& context) const {
    if (found_.size() == most) context.budget.exceed("facts about code");
    for (const auto& [what, place] : found_) {
      context.state(std::get<0>(what), std::get<1>(what), std::get<2>(what), place);
    }
  }

 private:
  static constexpr std::size_t most = 100'000;

  std::map<std::tuple<std::string, std::string, std::string>, std::string> found_;
  std::map<std::pair<std::string, std::string>, std::size_t> counts_;
};

}  // namespace formulary::formats::android
