// A rule: code that concludes findings from the facts and anomalies of one Report, with the sources that justify it.
// Rules are pure and know no policy: how bad a severity is, the hospital's policy says.
//
// To add a rule: a simple one is a row in its family's table (fact, value, severity, citation, effective date, mapping,
// what would make it pass); one with real logic has a file of its own in this folder. Either needs its line in
// rules.def and two cases in tests/service/domain/rules/cases/: one that raises it and one that does not.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scanners/report.hpp"
#include "service/domain/finding.hpp"

namespace formulary::domain {

struct Mapping {
  std::string_view masvs;      ///< `MASVS-NETWORK-1`
  std::string_view mastg;      ///< `MASTG-TEST-0235`
  std::string_view cwe;        ///< `CWE-319`
  std::string_view hipaa;      ///< `45 CFR 164.312(e)(1)`
  std::string_view sp800_163;  ///< `SP 800-163r1 section 4.1.2`
};

/// What a rule may look at.
struct RuleInput {
  const Report& report;
  Day today;

  /// The value of the first fact of this name and subject; empty when absent.
  std::string_view value(std::string_view name, std::string_view subject = {}) const;
  bool is(std::string_view name, std::string_view wanted) const { return value(name) == wanted; }
  /// A number fact; nothing when absent or not a number.
  std::optional<std::int64_t> number(std::string_view name) const;
  std::vector<const Fact*> all(std::string_view name) const;
  std::vector<const Anomaly*> anomalies(std::string_view id) const;
};

struct Rule {
  std::string_view id;
  std::string_view format;  ///< the Report format it applies to
  std::string_view family;  ///< manifest, signature, network, container ...
  Severity severity;
  std::string_view title;       ///< short, for lists
  std::string_view why;         ///< why it matters to a hospital, one or two sentences
  std::string_view would_pass;  ///< what would make it pass
  std::string_view citation;    ///< document and section
  std::string_view effective;   ///< `2023-08-31`: not in force before this day
  Mapping mapping;
  /// The findings; sets `subject`, `sentence`, `evidence` and, where it differs from the rule's, `severity`.
  std::vector<Finding> (*conclude)(const Rule&, const RuleInput&);
};

/// All rules in the order of rules.def.
std::span<const Rule> all_rules();
const Rule* find_rule(std::string_view id);

/// A text that changes when any rule changes in a way that may change findings.
std::string_view rules_version();

/// Every finding of every rule in force on `today` that applies to the Report's format; worst first, then by rule id.
std::vector<Finding> evaluate(const Report& report, Day today);

}  // namespace formulary::domain
