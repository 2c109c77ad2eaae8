// The hospital's policy: data, versioned. It derives a risk class from the intended use and says what each class needs.
// The machine's verdict follows from findings, policy and completeness; it is monotone: adding a finding never
// improves it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/report.hpp"
#include "service/domain/actor.hpp"
#include "service/domain/finding.hpp"
#include "service/domain/ids.hpp"
#include "service/domain/submission.hpp"

namespace formulary::domain {

enum class RiskClass : std::uint8_t { low, moderate, high };
std::string_view to_text(RiskClass risk);
std::optional<RiskClass> parse_risk_class(std::string_view text);

/// The machine's view; never a decision.
enum class Verdict : std::uint8_t { pass, attention, fail, unverifiable };
std::string_view to_text(Verdict verdict);

/// Which data sets of recalls must be in date for the gate to say yes.
enum class RecallData : std::uint8_t {
  imported,  ///< each that was ever imported
  required,  ///< only those that the policy names
};
std::string_view to_text(RecallData data);
std::optional<RecallData> parse_recall_data(std::string_view text);

/// What a recall of class II does that may concern a tool, until a person has decided.
enum class PossibleRecall : std::uint8_t {
  queue,  ///< the tool may be bought by who has read the recall, for five days
  hold,   ///< nothing is bought
};
std::string_view to_text(PossibleRecall possible);
std::optional<PossibleRecall> parse_possible_recall(std::string_view text);

struct ClassPolicy {
  RiskClass risk = RiskClass::high;
  std::vector<Severity> fails{};            ///< severities that make the verdict `fail`; `block` always does
  std::vector<Severity> needs_attention{};  ///< severities that make it `attention`
  std::vector<ReviewDomain> required_domains{};
  int required_reviewers = 1;             ///< distinct persons
  int validity_days = 365;                ///< the longest an approval may last
  int scan_max_age_days = 365;            ///< an older Report is unverifiable
  std::vector<std::string> conditions{};  ///< attached to every approval of this class
  /// Where an authorization, or a reviewed reason why none is needed, must be on record before it may be used there:
  /// ISO 3166-1 alpha-2 or `EU`, sorted.
  std::vector<std::string> required_authorizations{};
  /// Kinds of documents (documents/documents.def) that must be on record, accepted and in date, before it may be used;
  /// sorted.
  std::vector<std::string> required_documents{};
  /// Data sets (datasets/datasets.def) that must be imported and in date, or the gate does not know; sorted.
  std::vector<std::string> required_datasets{};
  RecallData recall_data = RecallData::imported;
  PossibleRecall possible_recalls = PossibleRecall::queue;
};

struct Policy {
  PolicyId id;
  std::int64_t version = 1;
  std::string name;
  std::vector<ClassPolicy> classes;  ///< one per RiskClass

  /// The rules of a class; of the strictest class where the policy does not name it.
  const ClassPolicy& of(RiskClass risk) const;
};

/// What is wrong with `policy`, a field pointer and a sentence each: a class that is named twice or not at all, numbers
/// out of range, severities that contradict each other. Empty: it can be put into force.
std::vector<Refusal> mistakes_in(const Policy& policy);

/// PHI, or driving care, is high; staff data or informing care is moderate; nothing of this is low.
/// Driving a device is high too, and so is an intended use that does not say which data it handles.
RiskClass risk_class(const IntendedUse& use);

/// What the machine concludes about a submission.
struct Assessment {
  RiskClass risk = RiskClass::high;
  Verdict verdict = Verdict::unverifiable;
  Verdict before_waivers = Verdict::unverifiable;  ///< what the verdict would be if nothing were waived
  std::vector<Finding> findings;
  std::vector<std::string> reasons;  ///< why the verdict is what it is, one sentence each
};

/// Does this severity make the verdict of the class `fail`? `block` always does.
bool fails(const ClassPolicy& policy, Severity severity);

/// Does `waiver` let `finding` stand on `today`? Same rule, same subject, a reason, and not past its day.
bool covers(const Waiver& waiver, const Finding& finding, Day today);

/// `scanned` is when the Report was made; nothing for a submission without a file (unverifiable) or before the scan:
/// then `report` holds what is told of the product. From best to worst: pass, attention, fail, unverifiable. An
/// incomplete, stale or foreign Report is unverifiable, whatever was found in it; a waived finding still asks for
/// attention.
Assessment assess(const Policy& policy, const IntendedUse& use, const Report& report, std::optional<Instant> scanned,
                  const std::vector<Waiver>& waivers, const Present& present);

}  // namespace formulary::domain
