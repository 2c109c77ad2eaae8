// Rules about software development kits of third parties that are in the app's code. Whether one may be there depends
// on what the app is used for and on contracts, so a person has to answer.
#include <set>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

/// `The app contains Mixpanel, by Mixpanel, which reports how the app is used.`
std::vector<Finding> kits(const Rule& rule, const RuleInput& input, std::string_view category, std::string_view does) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_sdk, category)) {
    const std::string_view owner = input.value(fact::android_sdk_owner, fact->value);
    out.push_back(finding(rule, fact->value,
                          "The app contains " + shown(fact->value) +
                              (owner.empty() || owner == fact->value ? "" : " by " + shown(owner)) + ", which " +
                              std::string(does) + ".",
                          fact->evidence));
  }
  return out;
}

std::vector<Finding> follows(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out = kits(rule, input, "tracker", "follows who uses the app, or where");
  for (Finding& one : kits(rule, input, "analytics", "reports how the app is used")) out.push_back(std::move(one));
  return out;
}

std::vector<Finding> advertises(const Rule& rule, const RuleInput& input) {
  return kits(rule, input, "advertising", "shows advertising and collects data for it");
}

std::vector<Finding> records(const Rule& rule, const RuleInput& input) {
  return kits(rule, input, "session_replay", "can record what is on the screen and send it away");
}

std::vector<Finding> attributes(const Rule& rule, const RuleInput& input) {
  return kits(rule, input, "attribution", "reports which advertisement led somebody to the app");
}

std::vector<Finding> crashes(const Rule& rule, const RuleInput& input) {
  return kits(rule, input, "crash", "sends reports about errors, with what was in the app at that moment");
}

/// Domains of kits that are not themselves in the app: then the addresses are all there is to see.
std::vector<Finding> addresses(const Rule& rule, const RuleInput& input) {
  std::set<std::string_view> present;
  for (const Fact* fact : input.all(fact::android_sdk)) present.insert(fact->value);
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_sdk_domain)) {
    if (present.contains(fact->subject)) continue;
    out.push_back(
        finding(rule, fact->value,
                "The app knows the address " + shown(fact->value) + ", which belongs to " + shown(fact->subject) + ".",
                fact->evidence));
  }
  return out;
}

}  // namespace

const Rule and_dex_001t{
    .id = "AND-DEX-001t",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::ask,
    .title = "Contains a kit that tracks",
    .why =
        "Which screens somebody opens in a medical app can disclose an illness. A third party needs a contract to "
        "receive that.",
    .would_pass =
        "The vendor removes it, or shows that no patient data reaches it, or there is a business associate agreement.",
    .citation =
        "HHS Office for Civil Rights, \"Use of Online Tracking Technologies by HIPAA Covered Entities and Business "
        "Associates\"",
    .effective = "2022-12-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0004", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = follows,
};

const Rule and_dex_001u{
    .id = "AND-DEX-001u",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::ask,
    .title = "Contains a kit for advertising",
    .why = "Advertising networks collect data about who uses the app, and where.",
    .would_pass = "The vendor delivers a version without advertising.",
    .citation =
        "HHS Office for Civil Rights, \"Use of Online Tracking Technologies by HIPAA Covered Entities and Business "
        "Associates\"",
    .effective = "2022-12-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0004", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = advertises,
};

const Rule and_dex_001v{
    .id = "AND-DEX-001v",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::ask,
    .title = "Contains a kit that records the screen",
    .why = "A recording of the screen holds whatever is shown, patient data included, and leaves the phone.",
    .would_pass =
        "The vendor removes it, or shows that no patient data reaches it, or there is a business associate agreement.",
    .citation =
        "HHS Office for Civil Rights, \"Use of Online Tracking Technologies by HIPAA Covered Entities and Business "
        "Associates\"",
    .effective = "2022-12-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0004", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = records,
};

const Rule and_dex_001w{
    .id = "AND-DEX-001w",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::ask,
    .title = "Contains a kit that measures advertisements",
    .why = "It ties the phone to an advertising identity, and tells others that somebody uses this app.",
    .would_pass =
        "The vendor removes it, or shows that no patient data reaches it, or there is a business associate agreement.",
    .citation =
        "HHS Office for Civil Rights, \"Use of Online Tracking Technologies by HIPAA Covered Entities and Business "
        "Associates\"",
    .effective = "2022-12-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0004", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = attributes,
};

const Rule and_dex_001x{
    .id = "AND-DEX-001x",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::ask,
    .title = "Contains a kit that reports crashes",
    .why = "A crash report holds what was in the app's memory at that moment, which may be patient data.",
    .would_pass =
        "The vendor removes it, or shows that no patient data reaches it, or there is a business associate agreement.",
    .citation =
        "HHS Office for Civil Rights, \"Use of Online Tracking Technologies by HIPAA Covered Entities and Business "
        "Associates\"",
    .effective = "2022-12-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0004", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = crashes,
};

const Rule and_dex_001y{
    .id = "AND-DEX-001y",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::info,
    .title = "Knows addresses of a tracking service",
    .why = "Reports to such a service can be made without its kit; only a look at the app's connections tells.",
    .would_pass = "The vendor explains what the address is used for.",
    .citation =
        "HHS Office for Civil Rights, \"Use of Online Tracking Technologies by HIPAA Covered Entities and Business "
        "Associates\"",
    .effective = "2022-12-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0004", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = addresses,
};

}  // namespace formulary::domain
