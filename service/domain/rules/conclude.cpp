#include "service/domain/rules/conclude.hpp"

#include <charconv>
#include <utility>

namespace formulary::domain {

std::string shown(std::string_view text) {
  constexpr std::size_t most = 120;
  std::string out;
  for (char c : text.substr(0, most)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  if (text.size() > most) {
    // Do not cut a UTF-8 sequence in two.
    while (!out.empty() && (static_cast<unsigned char>(text[out.size()]) & 0xc0) == 0x80) out.pop_back();
    out += "...";
  }
  return out;
}

std::string server_name(std::string_view subject) { return subject == "*" ? "all servers" : shown(subject); }

std::string fill(std::string_view text, std::string_view subject, std::string_view value) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    if (text.starts_with("{subject}")) {
      out += shown(subject);
      text.remove_prefix(9);
    } else if (text.starts_with("{server}")) {
      out += server_name(subject);
      text.remove_prefix(8);
    } else if (text.starts_with("{value}")) {
      out += shown(value);
      text.remove_prefix(7);
    } else {
      out += '{';
      text.remove_prefix(1);
    }
  }
  return out;
}

std::optional<std::int64_t> parse_number(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::string short_name(std::string_view class_name) {
  const std::size_t dot = class_name.rfind('.');
  return shown(dot == std::string_view::npos ? class_name : class_name.substr(dot + 1));
}

Finding finding(const Rule& rule, std::string_view subject, std::string sentence, std::string_view evidence) {
  Finding out;
  out.rule = rule.id;
  out.severity = rule.severity;
  out.title = rule.title;
  out.subject = subject;
  out.sentence = std::move(sentence);
  out.would_pass = rule.would_pass;
  if (!evidence.empty()) out.evidence.emplace_back(evidence);
  return out;
}

std::vector<Finding> when_fact(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(rule.trigger.name)) {
    if (!rule.trigger.wanted.empty() && fact->value != rule.trigger.wanted) continue;
    const std::string_view subject = fact->subject.empty() && rule.trigger.wanted.empty() ? fact->value : fact->subject;
    out.push_back(finding(rule, subject, fill(rule.trigger.sentence, fact->subject, fact->value), fact->evidence));
  }
  return out;
}

std::vector<Finding> when_absent(const Rule& rule, const RuleInput& input) {
  if (!input.all(rule.trigger.name).empty()) return {};
  return {finding(rule, {}, std::string(rule.trigger.sentence))};
}

std::vector<Finding> when_anomaly(const Rule& rule, const RuleInput& input) {
  const AnomalySentence row[] = {{rule.trigger.name, rule.trigger.sentence}};
  return for_anomalies(rule, input, row);
}

std::vector<Finding> for_anomalies(const Rule& rule, const RuleInput& input, std::span<const AnomalySentence> table) {
  std::vector<Finding> out;
  for (const AnomalySentence& row : table) {
    for (const Anomaly* anomaly : input.anomalies(row.id)) {
      out.push_back(finding(rule, anomaly->subject, fill(row.sentence, anomaly->subject, {}), anomaly->evidence));
    }
  }
  return out;
}

}  // namespace formulary::domain
