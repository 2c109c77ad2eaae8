#include "service/domain/claims/device_contradictions.hpp"

#include <algorithm>

#include "service/domain/claims/given_answers.hpp"
#include "service/domain/regulators/regulator.hpp"

namespace formulary::domain {
namespace {

using enum DeviceStatus;

class Found {
 public:
  void add(std::string_view id, std::string_view jurisdiction, std::string sentence) {
    Contradiction contradiction{id, std::string(jurisdiction), std::move(sentence)};
    if (std::ranges::find(all_, contradiction) == all_.end()) all_.push_back(std::move(contradiction));
  }
  std::vector<Contradiction> take() { return std::move(all_); }

 private:
  std::vector<Contradiction> all_;
};

/// Authorizations that are claimed for the jurisdiction.
std::vector<const Claim*> authorizations(const std::vector<Claim>& claims, std::string_view jurisdiction) {
  std::vector<const Claim*> found;
  for (const Claim& claim : claims) {
    const Scheme* scheme = find_scheme(claim.scheme);
    const bool authorization = scheme != nullptr && scheme->kind == SchemeKind::authorization;
    if (authorization && scheme->jurisdiction == jurisdiction) found.push_back(&claim);
  }
  return found;
}

const DeviceAdvice* advice_for(const std::vector<DeviceAdvice>& advice, std::string_view jurisdiction) {
  const auto found = std::ranges::find(advice, jurisdiction, &DeviceAdvice::jurisdiction);
  return found == advice.end() ? nullptr : &*found;
}

bool needs_none(DeviceStatus status) { return proof_needed(status) == Proof::rationale; }

/// The lowest class that is claimed for the European Union; empty: none.
std::string lowest_class(const std::vector<ClaimedStatus>& claimed, const std::vector<Claim>& claims) {
  std::string lowest;
  const auto consider = [&](std::string_view device_class) {
    const int rank = rank_of_class(device_class);
    if (rank != 0 && (lowest.empty() || rank < rank_of_class(lowest))) lowest = device_class;
  };
  for (const ClaimedStatus& status : claimed) {
    if (status.jurisdiction == "EU") consider(status.device_class);
  }
  for (const Claim* claim : authorizations(claims, "EU")) {
    consider(claim->device_class);
    if (claim->scheme == "eu-mdr-class1" && claim->device_class.empty()) consider("I");
  }
  return lowest;
}

void compare_status(const ClaimedStatus& status, const DeviceAdvice* advice, const std::vector<Claim>& claims,
                    Found& found) {
  const std::string& where = status.jurisdiction;
  if (needs_none(status.status)) {
    const bool discretion = status.status == enforcement_discretion;
    for (const Claim* claim : authorizations(claims, where)) {
      found.add("number_of_no_device", where,
                std::string(discretion ? "It is said to need no authorization" : "It is said to be no medical device") +
                    ", and an authorization is claimed for it: " + claim->number + ".");
    }
    if (advice != nullptr && advice->status == device) {
      found.add("answers_say_device", where,
                "It is said to need no authorization; by the answers it is a medical device.");
    }
    if (!discretion && advice != nullptr && advice->status == enforcement_discretion) {
      found.add("answers_say_discretion", where,
                "It is said to be no medical device; by the answers it is one whose rules are not enforced.");
    }
  } else if (advice != nullptr && needs_none(advice->status) && !authorizations(claims, where).empty()) {
    found.add("answers_say_no_device", where,
              "An authorization is claimed; by the answers none is needed. The answers may describe another use.");
  }
}

void compare_classes(const GivenAnswers& given, const DeviceAdvice& eu, const std::string& claimed, Found& found) {
  if (claimed.empty()) return;
  if (rank_of_class(claimed) < rank_of_class(eu.device_class)) {
    found.add("class_too_low", "EU",
              "Class " + claimed + " is claimed; by the answers it is class " + eu.device_class + ".");
  }
  const bool decides =
      given.includes("medical_purpose", "diagnosis") || given.includes("medical_purpose", "treatment") ||
      given.includes("medical_purpose", "prediction") || given.includes("medical_purpose", "prognosis");
  if (rank_of_class(claimed) == 1 && decides) {
    found.add(
        "class_one_decides", "EU",
        "Class I is claimed for software that is meant for diagnosis, prediction or treatment: rule 11 makes such "
        "software class IIa at least.");
  }
}

/// The same product in two laws: no device there, and one of a higher class here.
void compare_laws(const std::vector<DeviceAdvice>& advice, const std::vector<ClaimedStatus>& claimed,
                  const std::string& lowest, Found& found) {
  const DeviceAdvice& us = *advice_for(advice, "US");
  const DeviceAdvice& eu = *advice_for(advice, "EU");
  const auto said = std::ranges::find(claimed, "US", &ClaimedStatus::jurisdiction);
  const DeviceStatus there = said != claimed.end() && said->status != unknown ? said->status : us.status;
  const int here = std::max(rank_of_class(eu.device_class), rank_of_class(lowest));
  if (needs_none(there) && here >= rank_of_class("IIa")) {
    found.add(
        "two_laws", "US",
        "In the United States it is to need no authorization, and in the European Union it is class IIa or higher: "
        "the two are told of different uses, or one of them is wrong.");
  }
}

void compare_answers(const GivenAnswers& given, Found& found) {
  const std::string_view function = given.to("function");
  const bool purpose = given.has_purpose();
  if (purpose && (function == "administration" || function == "wellness")) {
    found.add("purpose_and_function", "",
              "A medical purpose is named, and the function is administration or wellness.");
  }
  if (given.has_no_purpose()) {
    const bool decides = given.is("significance", {"treat_diagnose", "drive", "inform"});
    const bool acts = given.is("function", {"recommendation_options", "single_recommendation", "directive_or_diagnosis",
                                            "active_monitoring_or_alarm", "controls_device_or_dose", "digital_therapy",
                                            "closed_loop_therapy"});
    if (decides || acts || given.to("disease_claims") == "explicit") {
      found.add("no_purpose_and_decisions", "",
                "No medical purpose is named, and other answers say that it serves diagnosis or treatment.");
    }
  }
  if (given.no("acts_on_data") && given.yes("signal_input")) {
    found.add("no_processing_and_signals", "",
              "It is said only to store and pass on data, and to work on images or signals.");
  }
  if (function == "closed_loop_therapy" && given.no("integrated_diagnostic_therapy")) {
    found.add("loop_without_diagnosis", "",
              "It treats in a loop, and is said not to decide by a diagnosis of its own.");
  }
}

/// Beginnings of words by which a text in English, German, French or Spanish promises something medical.
constexpr std::string_view medical_words[] = {"diagnos", "detect",  "treat", "therap", "cure",   "predict",
                                              "erkenn",  "behandl", "heil",  "dépist", "traite", "tratamiento"};

bool promises_something_medical(std::string_view listing) {
  std::string lower(listing.substr(0, 100'000));
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::ranges::any_of(medical_words, [&](std::string_view word) {
    for (std::size_t at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1)) {
      if (at == 0 || lower[at - 1] < 'a' || lower[at - 1] > 'z') return true;
    }
    return false;
  });
}

}  // namespace

std::vector<Contradiction> contradictions(const QuestionAnswers& answers, const std::vector<ClaimedStatus>& claimed,
                                          const std::vector<Claim>& claims, std::string_view listing) {
  const GivenAnswers given(answers);
  const std::vector<DeviceAdvice> advice = classify(answers);
  const std::string lowest = lowest_class(claimed, claims);
  Found found;
  for (const ClaimedStatus& status : claimed) {
    compare_status(status, advice_for(advice, status.jurisdiction), claims, found);
  }
  compare_classes(given, *advice_for(advice, "EU"), lowest, found);
  compare_laws(advice, claimed, lowest, found);
  compare_answers(given, found);
  const bool harmless = given.has_no_purpose() || std::ranges::any_of(claimed, [](const ClaimedStatus& status) {
                          return status.status == not_a_device;
                        });
  if (harmless && promises_something_medical(listing)) {
    found.add("listing_promises_more", "",
              "The description of the product speaks of diagnosis or treatment; the answers or claims do not.");
  }
  return found.take();
}

}  // namespace formulary::domain
