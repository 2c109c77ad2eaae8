// What does not fit together: claims, answers, the product's own texts.
#include "service/domain/claims/device_contradictions.hpp"

#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/domain/claims/answers.hpp"

namespace formulary::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Claim claim(std::string_view scheme, std::string_view number, std::string_view device_class = "") {
  Claim result;
  result.scheme = scheme;
  result.number = number;
  result.device_class = device_class;
  return result;
}

std::vector<std::string> doubts(std::string_view given, std::vector<ClaimedStatus> claimed = {},
                                std::vector<Claim> claims = {}, std::string_view listing = "") {
  std::vector<std::string> ids;
  for (const Contradiction& one : contradictions(answers(given), claimed, claims, listing)) {
    EXPECT_THAT(one.sentence, testing::EndsWith("."));
    ids.push_back(std::string(one.id) + (one.jurisdiction.empty() ? "" : " " + one.jurisdiction));
  }
  return ids;
}

constexpr std::string_view billing = "medical_purpose=none function=administration drives_device=no";
constexpr std::string_view stroke =
    "medical_purpose=diagnosis function=directive_or_diagnosis signal_input=yes acts_on_data=yes "
    "individual_patient=yes "
    "significance=treat_diagnose situation=critical";
constexpr std::string_view coach =
    "medical_purpose=treatment function=reminder_or_coaching signal_input=no acts_on_data=yes individual_patient=yes "
    "significance=drive situation=serious";

TEST(Contradictions, NoDeviceWithANumber) {
  EXPECT_THAT(doubts(billing, {{"US", DeviceStatus::not_a_device, ""}}), IsEmpty());
  EXPECT_THAT(doubts(billing, {{"US", DeviceStatus::not_a_device, ""}}, {claim("us-510k", "K252054")}),
              ElementsAre("number_of_no_device US"));
  EXPECT_THAT(doubts(billing, {{"EU", DeviceStatus::not_a_device, ""}}, {claim("eu-mdr-cert", "2797:CE123456")}),
              ElementsAre("number_of_no_device EU"));
  EXPECT_THAT(doubts(billing, {{"US", DeviceStatus::enforcement_discretion, ""}}, {claim("us-denovo", "DEN130013")}),
              Contains("number_of_no_device US"));
}

TEST(Contradictions, ANumberThatIsNoAuthorizationProvesNothing) {
  EXPECT_THAT(doubts(billing, {{"US", DeviceStatus::not_a_device, ""}}, {claim("us-registration", "1721676")}),
              IsEmpty());
  EXPECT_THAT(doubts(billing, {{"US", DeviceStatus::not_a_device, ""}}, {claim("eu-mdr-cert", "2797:1")}), IsEmpty());
}

TEST(Contradictions, NoDeviceAndAnswersOfOne) {
  EXPECT_THAT(doubts(stroke, {{"US", DeviceStatus::not_a_device, ""}}), Contains("answers_say_device US"));
  EXPECT_THAT(doubts(stroke, {{"US", DeviceStatus::device, ""}, {"EU", DeviceStatus::device, "III"}}), IsEmpty());
  EXPECT_THAT(doubts(coach, {{"US", DeviceStatus::not_a_device, ""}}), Contains("answers_say_discretion US"));
  EXPECT_THAT(doubts(billing, {{"US", DeviceStatus::authorized, ""}}, {claim("us-510k", "K252054")}),
              ElementsAre("answers_say_no_device US"));
}

TEST(Contradictions, ClassOneForDiagnosis) {
  EXPECT_THAT(doubts(stroke, {}, {claim("eu-mdr-class1", "DOC-1")}),
              ElementsAre("class_too_low EU", "class_one_decides EU"));
  EXPECT_THAT(doubts(stroke, {{"EU", DeviceStatus::device, "IIb"}}), ElementsAre("class_too_low EU"));
  EXPECT_THAT(doubts("medical_purpose=diagnosis", {}, {claim("eu-mdr-class1", "DOC-1")}),
              ElementsAre("class_one_decides EU"));
  EXPECT_THAT(doubts("medical_purpose=conception acts_on_data=yes individual_patient=yes significance=none", {},
                     {claim("eu-mdr-class1", "DOC-1")}),
              IsEmpty());
}

TEST(Contradictions, TwoLaws) {
  EXPECT_THAT(doubts(coach), ElementsAre("two_laws US"));
  EXPECT_THAT(doubts("medical_purpose=none function=wellness disease_claims=none signal_input=no", {},
                     {claim("eu-mdr-cert", "2797:1", "IIa")}),
              Contains("two_laws US"));
  EXPECT_THAT(doubts(coach, {{"US", DeviceStatus::authorized, ""}}, {claim("us-510k", "K252054")}),
              Not(Contains("two_laws US")));
}

TEST(Contradictions, AnswersAmongThemselves) {
  EXPECT_THAT(doubts("medical_purpose=diagnosis function=administration"), Contains("purpose_and_function"));
  EXPECT_THAT(doubts("medical_purpose=none significance=drive"), Contains("no_purpose_and_decisions"));
  EXPECT_THAT(doubts("medical_purpose=none function=digital_therapy"), Contains("no_purpose_and_decisions"));
  EXPECT_THAT(doubts("acts_on_data=no signal_input=yes"), ElementsAre("no_processing_and_signals"));
  EXPECT_THAT(doubts("function=closed_loop_therapy integrated_diagnostic_therapy=no"),
              ElementsAre("loop_without_diagnosis"));
}

TEST(Contradictions, TheListingPromisesMore) {
  EXPECT_THAT(doubts(billing, {}, {}, "Detects skin cancer in seconds"), ElementsAre("listing_promises_more"));
  EXPECT_THAT(doubts(billing, {}, {}, "Plans shifts. Secure, obscure, retreated."), IsEmpty());
  EXPECT_THAT(doubts(stroke, {}, {}, "Detects stroke"), IsEmpty());
}

TEST(Contradictions, AnyAnswersAreTaken) {
  std::mt19937 random(3);
  constexpr DeviceStatus statuses[] = {DeviceStatus::unknown, DeviceStatus::not_a_device,
                                       DeviceStatus::enforcement_discretion, DeviceStatus::device,
                                       DeviceStatus::authorized};
  std::map<std::string, int> seen;
  for (int i = 0; i < 3000; ++i) {
    std::vector<ClaimedStatus> claimed;
    for (const std::string_view where : {"US", "EU", "XX"}) {
      claimed.push_back({std::string(where), statuses[random() % 5], random() % 2 == 0 ? "I" : "nonsense"});
    }
    for (const Contradiction& one :
         contradictions(random_answers(random), claimed, {claim("nothing", "\xff")}, "\xff")) {
      ++seen[std::string(one.id)];
    }
  }
  EXPECT_GT(seen["answers_say_device"], 0);
  EXPECT_EQ(seen["number_of_no_device"], 0);
}

}  // namespace
}  // namespace formulary::domain
