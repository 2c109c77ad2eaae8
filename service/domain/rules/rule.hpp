// A rule: code that concludes findings from the facts and anomalies of one Report, with the sources that justify it.
// Rules are pure and know no policy: how bad a severity is, the hospital's policy says.
//
// To add a rule: define it in the file of its subject (permissions.cpp, network.cpp, container.cpp ...; `.family` is
// the heading in the rule book) and add its line to rules.def: and_man_013a for AND-MAN-013a. A simple rule is data
// alone: a trigger (fact, value, sentence) and one of the `when_…` functions of conclude.hpp; one with real logic has a
// function of its own. A new file is listed in CMakeLists.txt here. Then add the rule's two cases in
// tests/service/domain/rules/cases/AND-MAN-013a.case (case_file.hpp says how): one that raises it, one that does not.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
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

/// What a rule may look at. Look-ups are indexed: a hostile Report may hold very many facts.
class RuleInput {
 public:
  RuleInput(const Report& report, Day today);

  const Report& report;
  const Day today;

  /// The value of the first fact of this name and subject; empty when absent.
  std::string_view value(std::string_view name, std::string_view subject = {}) const;
  bool is(std::string_view name, std::string_view wanted) const { return value(name) == wanted; }
  /// The first fact of this name and subject; null when absent.
  const Fact* find(std::string_view name, std::string_view subject = {}) const;
  /// A number fact; nothing when absent or not a number.
  std::optional<std::int64_t> number(std::string_view name, std::string_view subject = {}) const;
  /// All facts of this name, in the Report's order; with a subject, those about it.
  std::span<const Fact* const> all(std::string_view name) const;
  std::span<const Fact* const> all(std::string_view name, std::string_view subject) const;
  std::span<const Anomaly* const> anomalies(std::string_view id) const;

 private:
  using Key = std::pair<std::string_view, std::string_view>;
  std::map<std::string_view, std::vector<const Fact*>> by_name_;
  std::map<Key, std::vector<const Fact*>> by_subject_;
  std::map<std::string_view, std::vector<const Anomaly*>> anomalies_;
};

/// What a simple rule looks for: a fact with a value, a fact at all, or an anomaly.
struct Trigger {
  std::string_view name{};      ///< of the fact, or id of the anomaly
  std::string_view wanted{};    ///< the fact's value; empty: any
  std::string_view sentence{};  ///< of the finding; `{value}` and `{subject}` stand for the fact's
};

/// Of rules about what is told of a product: they look at every file, and where there is none.
inline constexpr std::string_view any_format = "any";

struct Rule {
  std::string_view id;
  std::string_view format;  ///< the Report format it is written for, or `any_format`; see `applies`
  std::string_view family;  ///< manifest, signature, network, container ...
  Severity severity;
  std::string_view title;       ///< short, for lists
  std::string_view why;         ///< why it matters to a hospital, one or two sentences
  std::string_view would_pass;  ///< what would make it pass
  std::string_view citation;    ///< document and section
  std::string_view effective;   ///< `2023-08-31`: not in force before this day
  Mapping mapping;
  Trigger trigger{};  ///< of a simple rule
  /// The findings; sets `subject`, `sentence`, `evidence` and, where it differs from the rule's, `severity`.
  std::vector<Finding> (*conclude)(const Rule&, const RuleInput&);
};

/// Whether the rule looks at Reports of this format; an empty one is of a product without a file. What holds for an
/// Android package (`apk`) holds for a set of them and for a bundle, except that a bundle's signature is not the one
/// that telephones see.
bool applies(const Rule& rule, std::string_view format);

/// All rules in the order of rules.def.
std::span<const Rule> all_rules();
const Rule* find_rule(std::string_view id);

/// A text that changes when any rule changes in a way that may change findings.
std::string_view rules_version();

inline constexpr std::size_t most_findings_of_a_rule = 100;

/// Every finding of every rule in force on `today` that applies to the Report's format; worst first, then by rule id
/// and subject. Findings of the same rule and subject are one. A rule gives at most `most_findings_of_a_rule`; the last
/// then says how many more there are and is as bad as the worst of them.
std::vector<Finding> evaluate(const Report& report, Day today);

}  // namespace formulary::domain
