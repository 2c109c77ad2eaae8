// The decision tables: FDA (FD&C Act 520(o)(1), guidances on clinical decision support of 29 January 2026 and on
// general wellness of 6 January 2026, policy on mobile medical applications), European Union (MDCG 2019-11 rev. 1, MDR
// Annex VIII), IMDRF (SaMD N12:2014). Rules are tried in order, the first that fits decides.
#include <algorithm>
#include <array>
#include <optional>

#include "service/domain/claims/device_questions.hpp"
#include "service/domain/claims/given_answers.hpp"

namespace formulary::domain {
namespace {

using enum DeviceStatus;

void decide(DeviceAdvice& advice, DeviceStatus status, std::string_view rule, std::string_view citation) {
  advice.status = status;
  advice.rules.emplace_back(rule);
  if (!citation.empty()) advice.citations.emplace_back(citation);
}

/// What is open though the decision depends on it.
void ask_for(DeviceAdvice& advice, const GivenAnswers& given, std::initializer_list<std::string_view> questions) {
  for (const std::string_view question : questions) {
    if (!given.given(question)) advice.look_at.push_back("`" + std::string(question) + "` is not answered.");
  }
}

// -- United States ---------------------------------------------------------------------------------------------------

/// What all four criteria of clinical decision support ask for, apart from the kind of recommendation.
bool supports_professionals(const GivenAnswers& given) {
  return given.no("signal_input") && given.is_only("intended_users", "hcp") && given.yes("basis_reviewable") &&
         given.no("time_critical");
}

bool advises_on_one_patient(const GivenAnswers& given) {
  return given.is("function", {"recommendation_options", "single_recommendation"});
}

void decide_for_the_us(DeviceAdvice& advice, const GivenAnswers& given) {
  const bool purpose = given.has_purpose() || given.to("disease_claims") == "explicit";
  const std::string_view function = given.to("function");
  if (function == "administration") {
    decide(advice, not_a_device, "F1", "FD&C Act 520(o)(1)(A)");
    if (purpose) advice.look_at.emplace_back("It is called administrative, and has a medical purpose.");
    return;
  }
  const bool wellness = function == "wellness" && given.is("disease_claims", {"none", "lifestyle_may_help"});
  if (wellness && !(given.yes("signal_input") && purpose)) {
    const bool outside = given.to("disease_claims") == "none" && given.no("signal_input");
    decide(advice, outside ? not_a_device : enforcement_discretion, "F2",
           "FD&C Act 520(o)(1)(B); FDA, General Wellness: Policy for Low Risk Devices (6 January 2026)");
    if (!given.no("signal_input")) {
      advice.look_at.emplace_back("Does it show physiological values (blood pressure, oxygen, glucose, heart rate)?");
    }
    advice.look_at.emplace_back(
        "Does it name a disease, a clinical threshold or an alert, or call itself medical grade?");
    if (purpose) advice.look_at.emplace_back("It is called wellness, and has a medical purpose.");
    return;
  }
  if (function == "record_keeping" && given.yes("certified_health_it") && given.no("acts_on_data")) {
    decide(advice, not_a_device, "F3", "FD&C Act 520(o)(1)(C)");
    return;
  }
  if (function == "record_keeping" && !given.yes("certified_health_it")) {
    advice.look_at.emplace_back("It keeps records and is not certified health IT.");
  }
  if (function == "store_transfer_display" && given.no("acts_on_data")) {
    decide(advice, not_a_device, "F4", "FD&C Act 520(o)(1)(D); FDA, Medical Device Data Systems (28 September 2022)");
    advice.look_at.emplace_back("Does it raise alarms, or serve to watch patients actively? Then it is a device.");
    if (given.yes("signal_input"))
      advice.look_at.emplace_back("It takes in images or signals: does it only pass them on?");
    return;
  }
  if (given.yes("signal_input") && purpose) {
    decide(advice, device, "F5", "FDA, Clinical Decision Support Software (29 January 2026), criterion 1");
    return;
  }
  if (given.is("function", {"active_monitoring_or_alarm", "controls_device_or_dose", "digital_therapy",
                            "closed_loop_therapy", "directive_or_diagnosis"})) {
    decide(advice, device, "F6",
           "FDA, Policy for Device Software Functions, section V.A; Clinical Decision Support Software, criterion 3");
    return;
  }
  if (function == "recommendation_options" && supports_professionals(given)) {
    decide(advice, not_a_device, "F7",
           "FD&C Act 520(o)(1)(E); FDA, Clinical Decision Support Software (29 January 2026)");
    advice.look_at.emplace_back("Can a health professional really review the basis of each recommendation?");
    return;
  }
  if (function == "single_recommendation" && given.yes("only_one_option_appropriate") &&
      supports_professionals(given)) {
    decide(advice, enforcement_discretion, "F8",
           "FDA, Clinical Decision Support Software (29 January 2026), section IV(3)");
    advice.look_at.emplace_back("Is really only one option clinically appropriate?");
    return;
  }
  if (given.is("function", {"reminder_or_coaching", "simple_calculator"})) {
    decide(advice, enforcement_discretion, "F9", "FDA, Policy for Device Software Functions, section V.B; code NXQ");
    if (given.to("disease_claims") == "explicit")
      advice.look_at.emplace_back("It claims to do something about a disease.");
    return;
  }
  if (given.includes("intended_users", "patient_or_caregiver") && advises_on_one_patient(given)) {
    decide(advice, device, "F10", "FD&C Act 520(o)(1)(E): for health professionals only");
    return;
  }
  if (purpose) {
    decide(advice, device, "F11", "FD&C Act 201(h)");
    advice.look_at.emplace_back("It is a device unless somebody shows that it is none.");
    if (advises_on_one_patient(given)) {
      ask_for(advice, given, {"signal_input", "intended_users", "basis_reviewable", "time_critical"});
    }
    ask_for(advice, given, {"function"});
    return;
  }
  if (given.has_no_purpose() && given.given("function")) {
    decide(advice, not_a_device, "F12", "FD&C Act 201(h)");
    return;
  }
  ask_for(advice, given, {"medical_purpose", "function"});
}

// -- European Union --------------------------------------------------------------------------------------------------

constexpr std::string_view rule_11a = "MDR Annex VIII, rule 11(a); MDCG 2019-11 rev. 1, annex III";

/// By situation and significance; an open situation is the worst.
std::string_view class_by_rule_11a(std::string_view situation, std::string_view significance) {
  if (situation == "non_serious") return "IIa";
  if (situation == "serious") return significance == "treat_diagnose" ? "IIb" : "IIa";
  if (significance == "treat_diagnose") return "III";
  return significance == "drive" ? "IIb" : "IIa";
}

void raise_to(DeviceAdvice& advice, std::string_view device_class) {
  if (rank_of_class(device_class) > rank_of_class(advice.device_class)) advice.device_class = device_class;
}

/// The class of software with a purpose of its own.
void classify_for_the_eu(DeviceAdvice& advice, const GivenAnswers& given) {
  if (given.yes("integrated_diagnostic_therapy")) {
    decide(advice, device, "E6", "MDR Annex VIII, rule 22");
    advice.device_class = "III";
    return;
  }
  const std::string_view significance = given.to("significance");
  const bool decisions = !significance.empty() && significance != "none";
  if (given.yes("monitoring_only")) {
    decide(advice, device, "E7", "MDR Annex VIII, rule 11(b)");
    raise_to(advice, given.no("vital_immediate_danger") ? "IIa" : "IIb");
    ask_for(advice, given, {"vital_immediate_danger"});
  }
  if (decisions) {
    decide(advice, device, "E8", rule_11a);
    raise_to(advice, class_by_rule_11a(given.to("situation"), significance));
    ask_for(advice, given, {"situation"});
  }
  if (!advice.rules.empty()) return;
  decide(advice, device, "E9", "MDR Annex VIII, rule 11(c)");
  if (significance == "none") {
    advice.device_class = "I";
    advice.look_at.emplace_back("Software is seldom class I: does really nobody decide by what it says?");
  } else {
    advice.rules.clear();
    advice.citations.clear();
    ask_for(advice, given, {"significance"});
  }
}

void decide_for_the_eu(DeviceAdvice& advice, const GivenAnswers& given) {
  const std::string_view driven = given.to("drives_device");
  const bool drives = !driven.empty() && driven != "no";
  if (!given.given("medical_purpose") && !drives) {
    ask_for(advice, given, {"medical_purpose"});
    return;
  }
  if (!given.has_purpose()) {
    if (!drives) {
      decide(advice, not_a_device, "E1", "MDR Art. 2(1); MDCG 2019-11 rev. 1, figure 1");
      ask_for(advice, given, {"drives_device"});
    } else {
      decide(advice, device, "E2", "MDR Annex VIII, 3.3");
      if (given.has_no_purpose()) advice.device_class = driven;
      ask_for(advice, given, {"medical_purpose"});  // with one of its own it may be higher
    }
    return;
  }
  if (given.no("acts_on_data")) {
    decide(advice, not_a_device, "E3", "MDCG 2019-11 rev. 1, figure 1, step 3");
  } else if (given.no("individual_patient")) {
    decide(advice, not_a_device, "E4", "MDCG 2019-11 rev. 1, figure 1, step 4");
  } else if (given.to("ivd_data") == "main") {
    decide(advice, device, "E5", "IVDR Art. 2(2); MDCG 2019-11 rev. 1, figure 2");
    advice.look_at.emplace_back(
        "It falls under the IVDR: its class, A to D, has to be found by Annex VIII of the IVDR.");
  } else {
    classify_for_the_eu(advice, given);
    if (given.to("ivd_data") == "some")
      advice.look_at.emplace_back("It works on laboratory data: does the IVDR cover it?");
  }
  ask_for(advice, given, {"acts_on_data", "individual_patient"});
  if (drives) {
    decide(advice, device, "E10", "MDR Annex VIII, 3.3 and 3.5");
    // An open class of its own stays open: it may be the higher one.
    if (rank_of_class(advice.device_class) != 0 || given.no("acts_on_data") || given.no("individual_patient")) {
      raise_to(advice, driven);
    }
  }
}

// -- IMDRF -----------------------------------------------------------------------------------------------------------

/// SaMD N12:2014, section 7.2. The roman number is the category, the small one the row within it.
std::string_view imdrf_category(std::string_view situation, std::string_view significance) {
  struct Row {
    std::string_view situation, treat_diagnose, drive, inform;
  };
  constexpr std::array rows = {
      Row{"critical", "IV.i", "III.i", "II.i"},
      Row{"serious", "III.ii", "II.ii", "I.ii"},
      Row{"non_serious", "II.iii", "I.iii", "I.i"},
  };
  const auto row = std::ranges::find(rows, situation, &Row::situation);
  if (row == rows.end()) return "";
  if (significance == "treat_diagnose") return row->treat_diagnose;
  if (significance == "drive") return row->drive;
  return significance == "inform" ? row->inform : "";
}

void decide_by_the_imdrf(DeviceAdvice& advice, const GivenAnswers& given) {
  constexpr std::string_view citation = "IMDRF, SaMD Risk Categorization (N12:2014), section 7";
  if (given.has_no_purpose()) {
    decide(advice, not_a_device, "I1", "IMDRF, SaMD Key Definitions (N10:2013), section 5.1");
    return;
  }
  ask_for(advice, given, {"medical_purpose", "significance", "situation"});
  if (!given.has_purpose()) return;
  advice.device_class = imdrf_category(given.to("situation"), given.to("significance"));
  if (!advice.device_class.empty()) {
    decide(advice, device, "I2", citation);
    if (!given.is("drives_device", {"", "no"})) {
      advice.look_at.emplace_back("It drives a device: software that only does that is part of the device.");
    }
  } else if (given.to("significance") == "none") {
    advice.look_at.emplace_back("The categories do not provide for software that nobody decides by.");
  }
}

}  // namespace

std::vector<DeviceAdvice> classify(const QuestionAnswers& answers) {
  const GivenAnswers given(answers);
  DeviceAdvice us{.jurisdiction = "US"};
  decide_for_the_us(us, given);
  DeviceAdvice eu{.jurisdiction = "EU"};
  decide_for_the_eu(eu, given);
  // The Medical Devices Regulations 2002 still have the rules of the directive: the same product may be lower there.
  DeviceAdvice gb{.jurisdiction = "GB", .status = eu.status, .rules = eu.rules, .look_at = eu.look_at};
  gb.citations.emplace_back(
      "Medical Devices Regulations 2002; MHRA, Medical device stand-alone software including apps");
  if (gb.status == device) {
    gb.look_at.emplace_back(
        "Its class has to be found by the directive's rules, and may be lower than in the European Union.");
  }
  DeviceAdvice imdrf{.jurisdiction = "IMDRF"};
  decide_by_the_imdrf(imdrf, given);
  return {us, eu, gb, imdrf};
}

}  // namespace formulary::domain
