#include "service/domain/submission.hpp"

#include <algorithm>

#include "service/domain/jurisdiction.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

using S = SubmissionState;
using E = SubmissionEvent;

constexpr Word<DataClass> data_classes_[] = {
    {DataClass::none, "none"},
    {DataClass::staff, "staff"},
    {DataClass::phi, "phi"},
};

constexpr Word<ClinicalRole> clinical_roles[] = {
    {ClinicalRole::none, "none"},
    {ClinicalRole::administrative, "administrative"},
    {ClinicalRole::informs, "informs"},
    {ClinicalRole::drives_or_diagnoses, "drives_or_diagnoses"},
};

constexpr Word<S> states[] = {
    {S::draft, "draft"},
    {S::submitted, "submitted"},
    {S::scanning, "scanning"},
    {S::in_review, "in_review"},
    {S::needs_info, "needs_info"},
    {S::approved, "approved"},
    {S::approved_with_conditions, "approved_with_conditions"},
    {S::rejected, "rejected"},
    {S::withdrawn, "withdrawn"},
};

constexpr Word<E> events[] = {
    {E::submit, "submit"},
    {E::start_scan, "start_scan"},
    {E::skip_scan, "skip_scan"},
    {E::scan_ended, "scan_ended"},
    {E::ask, "ask"},
    {E::answer, "answer"},
    {E::new_artifact, "new_artifact"},
    {E::approve, "approve"},
    {E::approve_with_conditions, "approve_with_conditions"},
    {E::reject, "reject"},
    {E::withdraw, "withdraw"},
};

struct Step {
  S from;
  E event;
  S to;
};

/// The whole life of a submission. What is not here does not happen.
constexpr Step steps[] = {
    {S::draft, E::submit, S::submitted},
    {S::draft, E::withdraw, S::withdrawn},
    {S::submitted, E::start_scan, S::scanning},
    {S::submitted, E::skip_scan, S::in_review},
    {S::submitted, E::withdraw, S::withdrawn},
    {S::scanning, E::scan_ended, S::in_review},
    {S::scanning, E::withdraw, S::withdrawn},
    {S::in_review, E::ask, S::needs_info},
    {S::in_review, E::new_artifact, S::submitted},
    {S::in_review, E::approve, S::approved},
    {S::in_review, E::approve_with_conditions, S::approved_with_conditions},
    {S::in_review, E::reject, S::rejected},
    {S::in_review, E::withdraw, S::withdrawn},
    {S::needs_info, E::answer, S::in_review},
    {S::needs_info, E::new_artifact, S::submitted},
    {S::needs_info, E::withdraw, S::withdrawn},
};

std::string_view in_words(S state) {
  switch (state) {
    case S::draft:
      return "still a draft";
    case S::submitted:
      return "submitted and waits for its scan";
    case S::scanning:
      return "being scanned";
    case S::in_review:
      return "in review";
    case S::needs_info:
      return "waiting for an answer from its department";
    case S::approved:
      return "approved";
    case S::approved_with_conditions:
      return "approved with conditions";
    case S::rejected:
      return "rejected";
    case S::withdrawn:
      return "withdrawn";
  }
  return "in an unknown state";
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

void require_length(std::vector<Refusal>& mistakes, std::string_view text, std::size_t most, std::string field) {
  if (text.size() <= most) return;
  mistakes.push_back({RefusalCode::invalid,
                      "This answer is longer than " + std::to_string(most) + " bytes. Shorten it.", std::move(field)});
}

}  // namespace

std::string_view to_text(DataClass value) { return word_of(data_classes_, value); }
std::string_view to_text(ClinicalRole value) { return word_of(clinical_roles, value); }
std::optional<DataClass> parse_data_class(std::string_view text) { return value_of(data_classes_, text); }
std::optional<ClinicalRole> parse_clinical_role(std::string_view text) { return value_of(clinical_roles, text); }
std::string_view to_text(SubmissionState state) { return word_of(states, state); }
std::string_view to_text(SubmissionEvent event) { return word_of(events, event); }
std::optional<SubmissionState> parse_submission_state(std::string_view text) { return value_of(states, text); }

std::vector<Refusal> missing_answers(const IntendedUse& use) {
  std::vector<Refusal> mistakes;
  const auto missing = [&](std::string field, std::string sentence) {
    mistakes.push_back({RefusalCode::invalid, std::move(sentence), std::move(field)});
  };

  if (blank(use.purpose)) missing("/purpose", "Say in a sentence or two what the tool is to be used for.");
  if (blank(use.users)) missing("/users", "Say who will use the tool, for example \"ward nurses\".");
  const bool clinical =
      use.clinical_role == ClinicalRole::informs || use.clinical_role == ClinicalRole::drives_or_diagnoses;
  if (clinical && blank(use.patient_group)) {
    missing("/patient_group", "The tool takes part in care: say for which patients it is meant.");
  }
  if (use.data_classes.empty()) {
    missing("/data_classes", "Say which data the tool will handle: none, staff or phi (patients' health data).");
  }
  const auto& classes = use.data_classes;
  if (classes.size() > 1 && std::find(classes.begin(), classes.end(), DataClass::none) != classes.end()) {
    missing("/data_classes", "\"none\" cannot stand beside other classes of data. Remove one of them.");
  }
  if (use.jurisdictions.empty()) {
    missing("/jurisdictions", "Name at least one country in which the tool will be used, for example US or EU.");
  }
  if (use.jurisdictions.size() > 300) missing("/jurisdictions", "Name each country once.");
  for (std::size_t i = 0; i < std::min<std::size_t>(use.jurisdictions.size(), 300); ++i) {
    if (is_jurisdiction(use.jurisdictions[i])) continue;
    missing("/jurisdictions/" + std::to_string(i),
            "Use the two capital letters of ISO 3166-1 for a country (the United Kingdom is GB), or EU.");
  }
  require_length(mistakes, use.purpose, 8000, "/purpose");
  require_length(mistakes, use.users, 2000, "/users");
  require_length(mistakes, use.patient_group, 2000, "/patient_group");
  require_length(mistakes, use.devices_driven, 2000, "/devices_driven");
  if (use.sites.size() > 500) missing("/sites", "Name at most 500 sites.");
  for (std::size_t i = 0; i < std::min<std::size_t>(use.sites.size(), 500); ++i) {
    if (blank(use.sites[i])) missing("/sites/" + std::to_string(i), "Remove the empty site or give its name.");
    require_length(mistakes, use.sites[i], 200, "/sites/" + std::to_string(i));
  }
  return mistakes;
}

Result<SubmissionState> next(SubmissionState state, SubmissionEvent event) {
  for (const Step& step : steps) {
    if (step.from == state && step.event == event) return step.to;
  }
  return refuse(RefusalCode::conflict, "This submission is " + std::string(in_words(state)) + ", so the step \"" +
                                           std::string(to_text(event)) +
                                           "\" is not possible. Look at its present state and start from there.");
}

bool is_final(SubmissionState state) {
  return std::none_of(std::begin(steps), std::end(steps), [state](const Step& step) { return step.from == state; });
}

}  // namespace formulary::domain
