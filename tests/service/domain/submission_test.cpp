#include "service/domain/submission.hpp"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

using S = SubmissionState;
using E = SubmissionEvent;

constexpr S states[] = {
    S::draft,    S::submitted, S::scanning, S::in_review, S::needs_info, S::approved, S::approved_with_conditions,
    S::rejected, S::withdrawn};
constexpr E events[] = {E::submit,       E::start_scan, E::skip_scan,
                        E::scan_ended,   E::ask,        E::answer,
                        E::new_artifact, E::approve,    E::approve_with_conditions,
                        E::reject,       E::withdraw};

TEST(SubmissionLife, GoesTheseStepsAndNoOthers) {
  const std::map<std::pair<S, E>, S> allowed = {
      {{S::draft, E::submit}, S::submitted},
      {{S::submitted, E::start_scan}, S::scanning},
      {{S::submitted, E::skip_scan}, S::in_review},
      {{S::scanning, E::scan_ended}, S::in_review},
      {{S::in_review, E::ask}, S::needs_info},
      {{S::needs_info, E::answer}, S::in_review},
      {{S::in_review, E::new_artifact}, S::submitted},
      {{S::needs_info, E::new_artifact}, S::submitted},
      {{S::in_review, E::approve}, S::approved},
      {{S::in_review, E::approve_with_conditions}, S::approved_with_conditions},
      {{S::in_review, E::reject}, S::rejected},
      {{S::draft, E::withdraw}, S::withdrawn},
      {{S::submitted, E::withdraw}, S::withdrawn},
      {{S::scanning, E::withdraw}, S::withdrawn},
      {{S::in_review, E::withdraw}, S::withdrawn},
      {{S::needs_info, E::withdraw}, S::withdrawn},
  };
  for (const S state : states) {
    for (const E event : events) {
      const auto after = next(state, event);
      const auto step = allowed.find({state, event});
      ASSERT_EQ(after.has_value(), step != allowed.end()) << to_text(state) << " " << to_text(event);
      if (after) {
        EXPECT_EQ(*after, step->second);
      } else {
        EXPECT_EQ(after.error().code, RefusalCode::conflict);
      }
    }
  }
}

TEST(SubmissionLife, EndsWithADecisionOrAWithdrawal) {
  for (const S state : states) {
    const bool decided = state == S::approved || state == S::approved_with_conditions || state == S::rejected;
    EXPECT_EQ(is_final(state), decided || state == S::withdrawn) << to_text(state);
    EXPECT_EQ(parse_submission_state(to_text(state)), state);
  }
}

IntendedUse complete() {
  IntendedUse use;
  use.purpose = "Charting on the ward";
  use.users = "Ward nurses";
  use.data_classes = {DataClass::phi};
  use.jurisdictions = {"US"};
  return use;
}

std::vector<std::string> fields(const IntendedUse& use) {
  std::vector<std::string> out;
  for (const Refusal& mistake : missing_answers(use)) out.push_back(mistake.field);
  return out;
}

TEST(MissingAnswers, NameEachFieldThatIsMissing) {
  EXPECT_THAT(fields(complete()), testing::IsEmpty());
  EXPECT_THAT(fields({}), testing::ElementsAre("/purpose", "/users", "/data_classes", "/jurisdictions"));

  IntendedUse use = complete();
  use.purpose = " \n\t";
  use.clinical_role = ClinicalRole::informs;
  use.data_classes = {DataClass::none, DataClass::phi};
  use.jurisdictions = {"US", "UK", "us", "EU", "XX", "U ", ""};
  use.sites = {"Main house", ""};
  use.users = std::string(2001, 'x');
  EXPECT_THAT(fields(use), testing::UnorderedElementsAre("/purpose", "/patient_group", "/data_classes",
                                                         "/jurisdictions/1", "/jurisdictions/2", "/jurisdictions/4",
                                                         "/jurisdictions/5", "/jurisdictions/6", "/users", "/sites/1"));
}

}  // namespace
}  // namespace formulary::domain
