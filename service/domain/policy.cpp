#include "service/domain/policy.hpp"

#include <algorithm>

#include "service/domain/datasets/dataset.hpp"
#include "service/domain/documents/document_kind.hpp"
#include "service/domain/jurisdiction.hpp"
#include "service/domain/rules/rule.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<RiskClass> risks[] = {
    {RiskClass::low, "low"},
    {RiskClass::moderate, "moderate"},
    {RiskClass::high, "high"},
};

constexpr Word<Verdict> verdicts[] = {
    {Verdict::pass, "pass"},
    {Verdict::attention, "attention"},
    {Verdict::fail, "fail"},
    {Verdict::unverifiable, "unverifiable"},
};

constexpr Word<RecallData> recall_data_words[] = {
    {RecallData::imported, "imported"},
    {RecallData::required, "required"},
};

constexpr Word<PossibleRecall> possible_recall_words[] = {
    {PossibleRecall::queue, "queue"},
    {PossibleRecall::hold, "hold"},
};

constexpr std::int64_t day_ms = 86'400'000;

template <class Value>
bool holds(const std::vector<Value>& values, Value wanted) {
  return std::find(values.begin(), values.end(), wanted) != values.end();
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// People answer "Which devices does it drive?" with "none".
bool says_none(std::string_view text) {
  std::string word;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z')
      word += static_cast<char>(c - 'A' + 'a');
    else if (c >= 'a' && c <= 'z')
      word += c;
    else if (std::string_view(" \t\r\n-./").find(c) == std::string_view::npos)
      return false;
  }
  return word.empty() || word == "none" || word == "no" || word == "na" || word == "nothing";
}

/// What holds when a policy has no class at all: nothing passes without a person's reason.
const ClassPolicy& strictest_possible() {
  static const ClassPolicy policy{
      .risk = RiskClass::high,
      .fails = {Severity::block, Severity::high, Severity::warn},
      .needs_attention = {Severity::ask, Severity::info},
      .required_domains = {ReviewDomain::security, ReviewDomain::privacy, ReviewDomain::clinical,
                           ReviewDomain::regulatory},
      .required_reviewers = 2,
      .validity_days = 30,
      .scan_max_age_days = 30,
      .conditions = {},
  };
  return policy;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// What keeps the Report from saying anything reliable; empty: nothing.
std::vector<std::string> doubts(const Report& report, std::optional<Instant> scanned, int max_age_days,
                                const Present& present) {
  if (!scanned) return {"No file has been examined, so nothing about it could be verified."};
  std::vector<std::string> out;
  if (!report.complete) {
    out.push_back("The scan did not look at the whole file (" +
                  (report.reason.empty() ? std::string("no reason given") : report.reason) +
                  "), so what it did not see may be bad.");
  }
  const auto rules = all_rules();
  if (std::none_of(rules.begin(), rules.end(),
                   [&](const Rule& rule) { return rule.format != any_format && applies(rule, report.format); })) {
    out.push_back("The file is of a kind that cannot be judged (" + report.format + ").");
  }
  const std::int64_t age = present.now.ms - scanned->ms;
  if (age > std::int64_t{max_age_days} * day_ms) {
    out.push_back("The scan is older than the policy allows (" + std::to_string(max_age_days) +
                  " days). Scan the file again.");
  }
  if (age < -day_ms) out.push_back("The scan is dated in the future. Set the clock right and scan the file again.");
  return out;
}

}  // namespace

std::string_view to_text(RiskClass risk) { return word_of(risks, risk); }
std::optional<RiskClass> parse_risk_class(std::string_view text) { return value_of(risks, text); }
std::string_view to_text(Verdict verdict) { return word_of(verdicts, verdict); }

std::string_view to_text(RecallData data) { return word_of(recall_data_words, data); }
std::optional<RecallData> parse_recall_data(std::string_view text) { return value_of(recall_data_words, text); }
std::string_view to_text(PossibleRecall possible) { return word_of(possible_recall_words, possible); }
std::optional<PossibleRecall> parse_possible_recall(std::string_view text) {
  return value_of(possible_recall_words, text);
}

const ClassPolicy& Policy::of(RiskClass risk) const {
  if (classes.empty()) return strictest_possible();
  const ClassPolicy* strictest = &classes.front();
  for (const ClassPolicy& candidate : classes) {
    if (candidate.risk == risk) return candidate;
    if (candidate.risk > strictest->risk) strictest = &candidate;
  }
  return *strictest;
}

std::vector<Refusal> mistakes_in(const Policy& policy) {
  std::vector<Refusal> out;
  const auto wrong = [&](std::string field, std::string sentence) {
    out.push_back({RefusalCode::invalid, std::move(sentence), std::move(field)});
  };
  if (blank(policy.name)) wrong("/name", "Give the policy a name.");
  for (const auto& [risk, word] : risks) {
    const auto count = std::count_if(policy.classes.begin(), policy.classes.end(),
                                     [&, wanted = risk](const ClassPolicy& one) { return one.risk == wanted; });
    if (count != 1) wrong("/classes", "Name the class \"" + std::string(word) + "\" exactly once.");
  }
  for (std::size_t i = 0; i < policy.classes.size(); ++i) {
    const ClassPolicy& one = policy.classes[i];
    const std::string at = "/classes/" + std::to_string(i);
    if (one.required_domains.empty()) {
      wrong(at + "/required_domains", "At least one domain must be reviewed.");
    }
    if (one.required_reviewers < 1 || one.required_reviewers > 20) {
      wrong(at + "/required_reviewers", "Ask for 1 to 20 reviewers.");
    }
    if (one.validity_days < 1 || one.validity_days > 1826) {
      wrong(at + "/validity_days", "An approval lasts 1 to 1826 days (five years).");
    }
    if (one.scan_max_age_days < 1 || one.scan_max_age_days > 1826) {
      wrong(at + "/scan_max_age_days", "A scan counts for 1 to 1826 days (five years).");
    }
    // What is worse must not be treated more mildly.
    for (const Severity severity : {Severity::high, Severity::warn}) {
      const Severity worse = severity == Severity::high ? Severity::block : Severity::high;
      if (holds(one.fails, severity) && !fails(one, worse)) {
        wrong(at + "/fails", "\"" + std::string(to_text(severity)) + "\" fails but the worse \"" +
                                 std::string(to_text(worse)) + "\" does not. Add it.");
      }
    }
    if (holds(one.needs_attention, Severity::warn) && !fails(one, Severity::high) &&
        !holds(one.needs_attention, Severity::high)) {
      wrong(at + "/needs_attention", "\"warn\" needs attention but the worse \"high\" does not. Add it.");
    }
    for (std::size_t k = 0; k < one.required_authorizations.size(); ++k) {
      if (!is_jurisdiction(one.required_authorizations[k])) {
        wrong(at + "/required_authorizations/" + std::to_string(k), "Name a country by its two letters, or EU.");
      }
    }
    for (std::size_t k = 0; k < one.required_documents.size(); ++k) {
      if (find_document_kind(one.required_documents[k]) == nullptr) {
        wrong(at + "/required_documents/" + std::to_string(k), "The registry does not know this kind of document.");
      }
    }
    for (std::size_t k = 0; k < one.required_datasets.size(); ++k) {
      if (find_dataset_kind(one.required_datasets[k]) == nullptr) {
        wrong(at + "/required_datasets/" + std::to_string(k), "The registry does not know this kind of data set.");
      }
    }
    for (std::size_t k = 0; k < one.conditions.size(); ++k) {
      if (blank(one.conditions[k])) wrong(at + "/conditions/" + std::to_string(k), "Remove the empty condition.");
    }
  }
  return out;
}

RiskClass risk_class(const IntendedUse& use) {
  if (use.data_classes.empty() || holds(use.data_classes, DataClass::phi) ||
      use.clinical_role == ClinicalRole::drives_or_diagnoses || !says_none(use.devices_driven)) {
    return RiskClass::high;
  }
  if (holds(use.data_classes, DataClass::staff) || use.clinical_role == ClinicalRole::informs) {
    return RiskClass::moderate;
  }
  return RiskClass::low;
}

bool fails(const ClassPolicy& policy, Severity severity) {
  return severity == Severity::block || holds(policy.fails, severity);
}

bool covers(const Waiver& waiver, const Finding& finding, Day today) {
  return waiver.rule == finding.rule && waiver.subject == finding.subject && !blank(waiver.reason) &&
         today <= waiver.expires;
}

Assessment assess(const Policy& policy, const IntendedUse& use, const Report& report, std::optional<Instant> scanned,
                  const std::vector<Waiver>& waivers, const Present& present) {
  Assessment out;
  out.risk = risk_class(use);
  const ClassPolicy& rules = policy.of(out.risk);
  out.findings = evaluate(report, present.today);

  std::size_t failing = 0;
  std::size_t waived = 0;
  std::size_t noticed = 0;
  for (Finding& finding : out.findings) {
    finding.waived = std::any_of(waivers.begin(), waivers.end(),
                                 [&](const Waiver& waiver) { return covers(waiver, finding, present.today); });
    if (fails(rules, finding.severity))
      finding.waived ? ++waived : ++failing;
    else if (holds(rules.needs_attention, finding.severity))
      ++noticed;
  }

  const std::vector<std::string> doubt = doubts(report, scanned, rules.scan_max_age_days, present);
  const auto verdict = [&](std::size_t failures, std::size_t others) {
    if (!doubt.empty()) return Verdict::unverifiable;
    if (failures > 0) return Verdict::fail;
    return others > 0 ? Verdict::attention : Verdict::pass;
  };
  // A waived failure still asks for attention: a person has answered for it.
  out.verdict = verdict(failing, waived + noticed);
  out.before_waivers = verdict(failing + waived, noticed);

  out.reasons = doubt;
  const std::string risk(to_text(out.risk));
  if (failing > 0) {
    out.reasons.push_back(counted(failing, "finding is", "findings are") + " not acceptable for a tool of " + risk +
                          " risk.");
  }
  if (waived > 0) {
    out.reasons.push_back(counted(waived, "finding is", "findings are") +
                          " accepted for now, with a recorded reason that expires.");
  }
  if (noticed > 0) {
    out.reasons.push_back(counted(noticed, "finding asks", "findings ask") + " for a reviewer's attention.");
  }
  if (out.verdict == Verdict::pass) {
    out.reasons.push_back("Nothing was found that the policy minds for a tool of " + risk + " risk.");
  }
  return out;
}

}  // namespace formulary::domain
