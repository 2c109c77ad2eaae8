// Helpers to write rules with: the conclusions that simple rules share, and the making of a Finding. Text that comes
// from the artifact is shortened and freed from control characters before it gets into a sentence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/domain/rules/rule.hpp"

namespace formulary::domain {

/// One finding for each fact of the trigger's name that has the wanted value (any, when none is wanted).
std::vector<Finding> when_fact(const Rule& rule, const RuleInput& input);

/// One finding when no fact of the trigger's name exists.
std::vector<Finding> when_absent(const Rule& rule, const RuleInput& input);

/// One finding for each anomaly with the trigger's id.
std::vector<Finding> when_anomaly(const Rule& rule, const RuleInput& input);

/// One finding for each anomaly whose id is in `table`; the sentence is the one beside it, filled in.
struct AnomalySentence {
  std::string_view id;
  std::string_view sentence;
};
std::vector<Finding> for_anomalies(const Rule& rule, const RuleInput& input, std::span<const AnomalySentence> table);

Finding finding(const Rule& rule, std::string_view subject, std::string sentence, std::string_view evidence = {});

/// Text from the artifact, fit for a sentence: at most 120 bytes, no control characters.
std::string shown(std::string_view text);

/// The server that a fact about connections names; `*` is all of them.
std::string server_name(std::string_view subject);

/// `text` with every `{value}`, `{subject}` and `{server}` (the subject as a server) replaced.
std::string fill(std::string_view text, std::string_view subject, std::string_view value);

/// A decimal number, and nothing else.
std::optional<std::int64_t> parse_number(std::string_view text);

/// The part of a class name that people recognise: behind the last dot.
std::string short_name(std::string_view class_name);

}  // namespace formulary::domain
