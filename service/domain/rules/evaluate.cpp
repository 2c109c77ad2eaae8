#include <algorithm>
#include <iterator>
#include <tuple>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/conclude.hpp"
#include "service/domain/rules/rule.hpp"

namespace formulary::domain {
namespace {

template <class Map, class Key>
auto look_up(const Map& map, const Key& key) {
  const auto it = map.find(key);
  using Element = typename Map::mapped_type::value_type;
  return it == map.end() ? std::span<const Element>() : std::span<const Element>(it->second);
}

/// Worst first: Severity is declared in that order.
bool before(const Finding& a, const Finding& b) {
  return std::tie(a.severity, a.rule, a.subject) < std::tie(b.severity, b.rule, b.subject);
}

constexpr std::size_t most_evidence = 20;

/// Findings of the same subject become one: the worst severity, every different sentence, the evidence of all.
std::vector<Finding> merged(std::vector<Finding> findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.subject, a.severity) < std::tie(b.subject, b.severity);
  });
  std::vector<Finding> out;
  for (Finding& next : findings) {
    if (out.empty() || out.back().subject != next.subject) {
      out.push_back(std::move(next));
      continue;
    }
    Finding& into = out.back();
    if (into.sentence.size() < 1000 && into.sentence.find(next.sentence) == std::string::npos) {
      into.sentence += " " + next.sentence;
    }
    for (std::string& place : next.evidence) {
      const bool known = std::find(into.evidence.begin(), into.evidence.end(), place) != into.evidence.end();
      if (!known && into.evidence.size() < most_evidence) into.evidence.push_back(std::move(place));
    }
  }
  std::stable_sort(out.begin(), out.end(), before);
  return out;
}

/// Keeps the worst, and says how many more there are.
void shorten(const Rule& rule, std::vector<Finding>& findings) {
  if (findings.size() <= most_findings_of_a_rule) return;
  const std::size_t more = findings.size() - (most_findings_of_a_rule - 1);
  const Severity worst = findings[most_findings_of_a_rule - 1].severity;
  findings.resize(most_findings_of_a_rule - 1);
  const std::string count = std::to_string(more);
  Finding rest = finding(rule, count + " more", "There are " + count + " more findings of this kind.");
  rest.severity = worst;
  findings.push_back(std::move(rest));
}

}  // namespace

RuleInput::RuleInput(const Report& the_report, Day day) : report(the_report), today(day) {
  for (const Fact& fact : report.facts) {
    by_name_[fact.name].push_back(&fact);
    by_subject_[{fact.name, fact.subject}].push_back(&fact);
  }
  for (const Anomaly& anomaly : report.anomalies) anomalies_[anomaly.id].push_back(&anomaly);
}

const Fact* RuleInput::find(std::string_view name, std::string_view subject) const {
  const auto facts = all(name, subject);
  return facts.empty() ? nullptr : facts.front();
}

std::string_view RuleInput::value(std::string_view name, std::string_view subject) const {
  const Fact* fact = find(name, subject);
  return fact == nullptr ? std::string_view() : std::string_view(fact->value);
}

std::optional<std::int64_t> RuleInput::number(std::string_view name, std::string_view subject) const {
  return parse_number(value(name, subject));
}

std::span<const Fact* const> RuleInput::all(std::string_view name) const { return look_up(by_name_, name); }

std::span<const Fact* const> RuleInput::all(std::string_view name, std::string_view subject) const {
  return look_up(by_subject_, Key{name, subject});
}

std::span<const Anomaly* const> RuleInput::anomalies(std::string_view id) const { return look_up(anomalies_, id); }

std::span<const Rule> all_rules() {
  static const Rule rules[] = {
#define RULE(identifier) identifier,
#include "service/domain/rules/rules.def"
#undef RULE
  };
  return rules;
}

const Rule* find_rule(std::string_view id) {
  const auto rules = all_rules();
  const auto it = std::find_if(rules.begin(), rules.end(), [id](const Rule& rule) { return rule.id == id; });
  return it == rules.end() ? nullptr : &*it;
}

bool applies(const Rule& rule, std::string_view format) {
  if (rule.format == format || rule.format == any_format) return true;
  if (rule.format != "apk") return false;
  return format == "apk-set" || (format == "aab" && rule.family != "signature" && rule.family != "certificate");
}

std::string_view rules_version() { return FORMULARY_RULES_DIGEST; }

std::vector<Finding> evaluate(const Report& report, Day today) {
  const RuleInput input(report, today);
  std::vector<Finding> out;
  for (const Rule& rule : all_rules()) {
    if (!applies(rule, report.format)) continue;
    const std::optional<Day> effective = parse_day(rule.effective);
    if (effective && today < *effective) continue;
    std::vector<Finding> findings = merged(rule.conclude(rule, input));
    shorten(rule, findings);
    std::move(findings.begin(), findings.end(), std::back_inserter(out));
  }
  std::stable_sort(out.begin(), out.end(), before);
  return out;
}

}  // namespace formulary::domain
