// "Is it a medical device?": the examples of the guidances, and the borders between rules.
#include "service/domain/claims/device_questions.hpp"

#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/domain/claims/answers.hpp"

namespace formulary::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

DeviceAdvice advice(std::string_view jurisdiction, const QuestionAnswers& given) {
  for (DeviceAdvice& one : classify(given)) {
    if (one.jurisdiction == jurisdiction) return one;
  }
  return {};
}
DeviceAdvice advice(std::string_view jurisdiction, std::string_view given) {
  return advice(jurisdiction, answers(given));
}

/// Status, class and rules: `device IIb E8`.
std::string told(const DeviceAdvice& advice) {
  std::string text(to_text(advice.status));
  if (!advice.device_class.empty()) text += " " + advice.device_class;
  for (const std::string& rule : advice.rules) text += " " + rule;
  return text;
}

struct Example {
  std::string_view name;
  std::string_view given;
  std::string_view eu;
  std::string_view imdrf;  ///< category; empty: the example says nothing of it
};
void PrintTo(const Example& example, std::ostream* out) { *out << example.name; }

class Examples : public testing::TestWithParam<Example> {};

TEST_P(Examples, AreClassifiedAsTheGuidanceDoes) {
  const Example& example = GetParam();
  ASSERT_THAT(problems_of(answers(example.given)), IsEmpty());
  EXPECT_EQ(told(advice("EU", example.given)), example.eu);
  if (!example.imdrf.empty()) {
    EXPECT_EQ(advice("IMDRF", example.given).device_class, example.imdrf);
  }
}

// MDCG 2019-11 rev. 1, annexes III and IV.
INSTANTIATE_TEST_SUITE_P(
    OfMdcg, Examples,
    testing::Values(
        Example{"stroke image diagnosis",
                "medical_purpose=diagnosis acts_on_data=yes individual_patient=yes significance=treat_diagnose "
                "situation=critical",
                "device III E8", "IV.i"},
        Example{"cognitive therapy adapting to its own diagnosis",
                "medical_purpose=treatment acts_on_data=yes individual_patient=yes integrated_diagnostic_therapy=yes "
                "significance=treat_diagnose situation=serious",
                "device III E6", ""},
        Example{
            "cognitive therapy, specialist decides",
            "medical_purpose=treatment acts_on_data=yes individual_patient=yes significance=drive situation=serious",
            "device IIa E8", "II.ii"},
        Example{"ICU continuous vital surveillance",
                "medical_purpose=monitoring acts_on_data=yes individual_patient=yes monitoring_only=yes "
                "vital_immediate_danger=yes",
                "device IIb E7", ""},
        Example{"home routine vital readings",
                "medical_purpose=monitoring acts_on_data=yes individual_patient=yes monitoring_only=yes "
                "vital_immediate_danger=no",
                "device IIa E7", ""},
        Example{
            "heartbeat app informing physician",
            "medical_purpose=diagnosis acts_on_data=yes individual_patient=yes significance=drive situation=critical",
            "device IIb E8", "III.i"},
        Example{"depression diagnostic score",
                "medical_purpose=diagnosis acts_on_data=yes individual_patient=yes significance=treat_diagnose "
                "situation=serious",
                "device IIb E8", "III.ii"},
        Example{
            "ranked chemotherapy options",
            "medical_purpose=treatment acts_on_data=yes individual_patient=yes significance=inform situation=critical",
            "device IIa E8", "II.i"},
        Example{"conception support app",
                "medical_purpose=conception acts_on_data=yes individual_patient=yes significance=none "
                "situation=non_serious",
                "device I E9", ""},
        Example{"communication aid",
                "medical_purpose=compensation acts_on_data=yes individual_patient=yes significance=none "
                "situation=non_serious",
                "device I E9", ""},
        Example{"melanoma analysis driving a IIa scanner",
                "medical_purpose=diagnosis acts_on_data=yes individual_patient=yes significance=treat_diagnose "
                "situation=critical drives_device=IIa",
                "device III E8 E10", ""},
        Example{"PACS archive only", "medical_purpose=diagnosis acts_on_data=no individual_patient=yes",
                "not_a_device E3", ""},
        Example{"population statistics", "medical_purpose=prediction acts_on_data=yes individual_patient=no",
                "not_a_device E4", ""}));

// Where one rule ends and the next begins.
INSTANTIATE_TEST_SUITE_P(
    OfBorders, Examples,
    testing::Values(
        Example{"no purpose, drives nothing", "medical_purpose=none drives_device=no", "not_a_device E1", ""},
        Example{"no purpose, drives a IIb pump", "medical_purpose=none drives_device=IIb", "device IIb E2", ""},
        Example{"storage that drives a IIb pump", "medical_purpose=treatment acts_on_data=no drives_device=IIb",
                "device IIb E3 E10", ""},
        Example{
            "class I of its own, drives IIb",
            "medical_purpose=compensation acts_on_data=yes individual_patient=yes significance=none drives_device=IIb",
            "device IIb E9 E10", ""},
        Example{"its own class is open, drives I",
                "medical_purpose=diagnosis acts_on_data=yes individual_patient=yes "
                "drives_device=I",
                "device E10", ""},
        Example{"laboratory data", "medical_purpose=diagnosis acts_on_data=yes individual_patient=yes ivd_data=main",
                "device E5", ""},
        Example{"monitoring and decisions: the stricter rule",
                "medical_purpose=monitoring acts_on_data=yes individual_patient=yes monitoring_only=yes "
                "vital_immediate_danger=no significance=treat_diagnose situation=critical",
                "device III E7 E8", "IV.i"},
        Example{"monitoring, danger not answered",
                "medical_purpose=monitoring acts_on_data=yes individual_patient=yes monitoring_only=yes",
                "device IIb E7", ""},
        Example{"situation not answered",
                "medical_purpose=diagnosis acts_on_data=yes individual_patient=yes significance=drive", "device IIb E8",
                ""},
        Example{"nothing is class I by silence", "medical_purpose=diagnosis acts_on_data=yes individual_patient=yes",
                "device", ""},
        Example{"inform, not serious",
                "medical_purpose=diagnosis acts_on_data=yes individual_patient=yes significance=inform "
                "situation=non_serious",
                "device IIa E8", "I.i"},
        Example{"nothing answered", "", "unknown", ""}));

// All nine cells of Annex III of MDCG 2019-11 and of N12.
TEST(DeviceQuestions, SignificanceAndSituation) {
  constexpr std::string_view cells[][4] = {
      {"critical", "treat_diagnose", "III", "IV.i"},
      {"critical", "drive", "IIb", "III.i"},
      {"critical", "inform", "IIa", "II.i"},
      {"serious", "treat_diagnose", "IIb", "III.ii"},
      {"serious", "drive", "IIa", "II.ii"},
      {"serious", "inform", "IIa", "I.ii"},
      {"non_serious", "treat_diagnose", "IIa", "II.iii"},
      {"non_serious", "drive", "IIa", "I.iii"},
      {"non_serious", "inform", "IIa", "I.i"},
  };
  for (const auto& [situation, significance, eu, imdrf] : cells) {
    const std::string given =
        "medical_purpose=diagnosis acts_on_data=yes individual_patient=yes situation=" + std::string(situation) +
        " significance=" + std::string(significance);
    EXPECT_EQ(advice("EU", given).device_class, eu) << given;
    EXPECT_EQ(advice("IMDRF", given).device_class, imdrf) << given;
  }
}

struct American {
  std::string_view name;
  std::string_view given;
  std::string_view told;
};
void PrintTo(const American& example, std::ostream* out) { *out << example.name; }

class UnitedStates : public testing::TestWithParam<American> {};

TEST_P(UnitedStates, RulesInOrder) {
  ASSERT_THAT(problems_of(answers(GetParam().given)), IsEmpty());
  EXPECT_EQ(told(advice("US", GetParam().given)), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Fda, UnitedStates,
    testing::Values(
        American{"billing", "medical_purpose=none function=administration", "not_a_device F1"},
        American{"steps", "medical_purpose=none function=wellness disease_claims=none signal_input=no",
                 "not_a_device F2"},
        American{"sleep by pulse", "medical_purpose=none function=wellness disease_claims=none signal_input=yes",
                 "enforcement_discretion F2"},
        American{"may help with diabetes",
                 "medical_purpose=none function=wellness disease_claims=lifestyle_may_help signal_input=no",
                 "enforcement_discretion F2"},
        American{"wellness that cures", "medical_purpose=none function=wellness disease_claims=explicit", "device F11"},
        American{"wellness with signals for diagnosis",
                 "medical_purpose=diagnosis function=wellness disease_claims=none signal_input=yes", "device F5"},
        American{"certified record",
                 "medical_purpose=none function=record_keeping certified_health_it=yes acts_on_data=no",
                 "not_a_device F3"},
        American{"record that interprets",
                 "medical_purpose=diagnosis function=record_keeping certified_health_it=yes acts_on_data=yes",
                 "device F11"},
        American{"viewer", "medical_purpose=diagnosis function=store_transfer_display acts_on_data=no",
                 "not_a_device F4"},
        American{"viewer, not said what it does", "medical_purpose=diagnosis function=store_transfer_display",
                 "device F11"},
        American{"image analysis", "medical_purpose=diagnosis function=recommendation_options signal_input=yes",
                 "device F5"},
        American{"alarm", "medical_purpose=monitoring function=active_monitoring_or_alarm signal_input=no",
                 "device F6"},
        American{"decision support",
                 "medical_purpose=treatment function=recommendation_options signal_input=no intended_users=hcp "
                 "basis_reviewable=yes time_critical=no",
                 "not_a_device F7"},
        American{"decision support, urgent",
                 "medical_purpose=treatment function=recommendation_options signal_input=no intended_users=hcp "
                 "basis_reviewable=yes time_critical=yes",
                 "device F11"},
        American{"decision support, urgency not answered",
                 "medical_purpose=treatment function=recommendation_options signal_input=no intended_users=hcp "
                 "basis_reviewable=yes",
                 "device F11"},
        American{"decision support, not reviewable",
                 "medical_purpose=treatment function=recommendation_options signal_input=no intended_users=hcp "
                 "basis_reviewable=no time_critical=no",
                 "device F11"},
        American{"decision support, patients too",
                 "medical_purpose=treatment function=recommendation_options signal_input=no "
                 "intended_users=hcp+patient_or_caregiver basis_reviewable=yes time_critical=no",
                 "device F10"},
        American{"one recommendation, the only one",
                 "medical_purpose=treatment function=single_recommendation only_one_option_appropriate=yes "
                 "signal_input=no intended_users=hcp basis_reviewable=yes time_critical=no",
                 "enforcement_discretion F8"},
        American{"one recommendation of several possible",
                 "medical_purpose=treatment function=single_recommendation only_one_option_appropriate=no "
                 "signal_input=no intended_users=hcp basis_reviewable=yes time_critical=no",
                 "device F11"},
        American{"reminder", "medical_purpose=treatment function=reminder_or_coaching signal_input=no",
                 "enforcement_discretion F9"},
        American{"book", "medical_purpose=none function=reference_lookup", "not_a_device F12"},
        American{"purpose left open", "function=reference_lookup", "unknown"},
        American{"nothing answered", "", "unknown"}));

TEST(DeviceQuestions, AdviceSaysWhatItRestsOn) {
  for (const DeviceAdvice& one : classify(answers("medical_purpose=diagnosis function=directive_or_diagnosis "
                                                  "acts_on_data=yes individual_patient=yes significance=drive "
                                                  "situation=serious"))) {
    EXPECT_EQ(one.status, DeviceStatus::device) << one.jurisdiction;
    EXPECT_THAT(one.rules, Not(IsEmpty())) << one.jurisdiction;
    EXPECT_THAT(one.citations, Not(IsEmpty())) << one.jurisdiction;
  }
  EXPECT_THAT(advice("US", "medical_purpose=treatment function=recommendation_options").look_at,
              Contains("`time_critical` is not answered."));
  EXPECT_THAT(advice("GB", "medical_purpose=treatment acts_on_data=yes individual_patient=yes").look_at,
              Contains(HasSubstr("directive's rules")));
}

TEST(DeviceQuestions, AnswersThatTheQuestionsDoNotAllow) {
  EXPECT_THAT(problems_of(answers("colour=blue")), ElementsAre("There is no such question."));
  EXPECT_THAT(problems_of(answers("function=magic")), ElementsAre("`function` has no such answer."));
  EXPECT_THAT(problems_of(answers("function=wellness+administration")),
              ElementsAre("`function` takes one answer only."));
  EXPECT_THAT(problems_of(answers("time_critical=no time_critical=yes")),
              ElementsAre("`time_critical` is answered twice."));
  EXPECT_THAT(problems_of(answers("medical_purpose=none+diagnosis")),
              ElementsAre("`medical_purpose` cannot be `none` and something else."));
  EXPECT_THAT(problems_of({{"function", {}}}), ElementsAre("`function` has an empty answer."));
  EXPECT_EQ(told(advice("US", "function=magic medical_purpose=none")), "unknown");
}

TEST(DeviceQuestions, QuestionsHaveTextsAndOptions) {
  std::set<std::string_view> ids;
  for (const Question& question : device_questions()) {
    EXPECT_TRUE(ids.insert(question.id).second) << question.id;
    EXPECT_THAT(question.text, testing::EndsWith("?")) << question.id;
    EXPECT_GE(question.options.size(), 2u) << question.id;
    for (const QuestionOption& option : question.options) EXPECT_THAT(option.text, Not(IsEmpty()));
  }
  EXPECT_EQ(ids.size(), 18u);
}

// Leaving a question open must never make a product less of a device than the answer that is worst for it.
TEST(DeviceQuestions, SilenceMakesNothingEasier) {
  std::mt19937 random(11);
  for (int i = 0; i < 3000; ++i) {
    QuestionAnswers given = random_answers(random);
    if (given.empty()) continue;
    const std::size_t at = random() % given.size();
    QuestionAnswers open = given;
    open.erase(open.begin() + static_cast<std::ptrdiff_t>(at));
    const auto question = std::ranges::find(device_questions(), given[at].question, &Question::id);
    for (const std::string_view jurisdiction : {"US", "EU"}) {
      const DeviceAdvice silent = advice(jurisdiction, open);
      if (proof_needed(silent.status) != Proof::rationale) continue;
      // Said to need no authorization: then some answer to the open question says so, too.
      bool some = false;
      for (const QuestionOption& option : question->options) {
        QuestionAnswers said = open;
        said.push_back({given[at].question, {std::string(option.id)}});
        some = some || proof_needed(advice(jurisdiction, said).status) == Proof::rationale;
      }
      EXPECT_TRUE(some) << jurisdiction << " without " << given[at].question;
    }
    // And an open situation or danger is the worst one.
    for (const std::string_view worst : {"situation=critical", "vital_immediate_danger=yes"}) {
      const QuestionAnswer answer = answers(worst)[0];
      QuestionAnswers without = given;
      std::erase_if(without, [&](const QuestionAnswer& one) { return one.question == answer.question; });
      QuestionAnswers with = without;
      with.push_back(answer);
      EXPECT_EQ(advice("EU", without).device_class, advice("EU", with).device_class);
    }
  }
}

TEST(DeviceStatus, ThreeAnswersThatAreNotTheSame) {
  std::set<std::string_view> sentences;
  for (const DeviceStatus status :
       {DeviceStatus::unknown, DeviceStatus::not_a_device, DeviceStatus::enforcement_discretion, DeviceStatus::device,
        DeviceStatus::authorized}) {
    EXPECT_EQ(parse_device_status(to_text(status)), status);
    EXPECT_TRUE(sentences.insert(sentence_of(status)).second);
  }
  EXPECT_EQ(proof_needed(DeviceStatus::not_a_device), Proof::rationale);
  EXPECT_EQ(proof_needed(DeviceStatus::enforcement_discretion), Proof::rationale);
  EXPECT_EQ(proof_needed(DeviceStatus::authorized), Proof::none);
  EXPECT_EQ(proof_needed(DeviceStatus::device), Proof::authorization);
  EXPECT_EQ(proof_needed(DeviceStatus::unknown), Proof::authorization);
}

}  // namespace
}  // namespace formulary::domain
