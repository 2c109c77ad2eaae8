// Rules about which Android versions the app is made for, and whether the file is the whole app. What is current
// depends on the day, so the thresholds are tables of days.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

/// From `day` on the store takes updates that target at least `level`, and offers older apps that target `tolerated`.
struct StoreFloor {
  std::string_view day;
  int level;
  int tolerated;
};
constexpr StoreFloor store_floors[] = {
    {"2021-11-01", 30, 28}, {"2022-11-01", 31, 30}, {"2023-08-31", 33, 31},
    {"2024-08-31", 34, 33}, {"2025-08-31", 35, 34}, {"2026-08-31", 36, 35},
};

const StoreFloor* store_floor(Day today) {
  const StoreFloor* latest = nullptr;
  for (const StoreFloor& floor : store_floors) {
    if (parse_day(floor.day) <= today) latest = &floor;
  }
  return latest;
}

std::string_view evidence_of(const RuleInput& input, std::string_view name) {
  const Fact* fact = input.find(name);
  return fact == nullptr ? std::string_view() : std::string_view(fact->evidence);
}

std::vector<Finding> below_tolerated(const Rule& rule, const RuleInput& input) {
  const StoreFloor* floor = store_floor(input.today);
  const auto target = input.number(fact::android_target_sdk);
  if (floor == nullptr || !target || *target >= floor->tolerated) return {};
  return {finding(rule, {},
                  "The app is made for Android level " + std::to_string(*target) + "; since " +
                      std::string(floor->day) + " the store no longer offers apps below level " +
                      std::to_string(floor->tolerated) + " for newer phones. Newer protections do not work for it.",
                  evidence_of(input, fact::android_target_sdk))};
}

std::vector<Finding> below_floor(const Rule& rule, const RuleInput& input) {
  const StoreFloor* floor = store_floor(input.today);
  const auto target = input.number(fact::android_target_sdk);
  if (floor == nullptr || !target || *target >= floor->level || *target < floor->tolerated) return {};
  return {finding(rule, {},
                  "The app is made for Android level " + std::to_string(*target) + "; since " +
                      std::string(floor->day) + " the store takes updates from level " + std::to_string(floor->level) +
                      " on only.",
                  evidence_of(input, fact::android_target_sdk))};
}

constexpr int first_with_network_rules = 24;  // Android 7

std::vector<Finding> old_phones(const Rule& rule, const RuleInput& input) {
  const auto lowest = input.number(fact::android_min_sdk).value_or(1);
  if (lowest >= first_with_network_rules) return {};
  return {finding(rule, {},
                  "The app installs on phones from Android level " + std::to_string(lowest) +
                      " on; phones below level 24 (Android 7) lack basic protections and get no updates.",
                  evidence_of(input, fact::android_min_sdk))};
}

/// From `day` on, Android Security Bulletins bring no fixes for platform levels below `level`.
struct SupportEnd {
  std::string_view day;
  int level;
};
constexpr SupportEnd support_ends[] = {
    {"2021-11-01", 28}, {"2022-02-01", 29}, {"2023-03-01", 30}, {"2024-03-01", 31}, {"2025-04-01", 33},
};

std::vector<Finding> unsupported_phones(const Rule& rule, const RuleInput& input) {
  int supported = 0;
  for (const SupportEnd& end : support_ends) {
    if (parse_day(end.day) <= input.today) supported = end.level;
  }
  const auto lowest = input.number(fact::android_min_sdk).value_or(1);
  if (lowest >= supported || lowest < first_with_network_rules) return {};
  return {finding(rule, {},
                  "The app also installs on phones that get no security fixes any more (Android level " +
                      std::to_string(lowest) + "; fixes come from level " + std::to_string(supported) + " on).",
                  evidence_of(input, fact::android_min_sdk))};
}

/// The highest level that counts for both old and new phones is the lowest that the app installs on: so old behaviour
/// is asked for everywhere. Current levels are the same for a good reason: an app may be made for new phones only.
std::vector<Finding> old_behaviour_everywhere(const Rule& rule, const RuleInput& input) {
  const StoreFloor* floor = store_floor(input.today);
  const auto target = input.number(fact::android_target_sdk);
  const auto lowest = input.number(fact::android_min_sdk).value_or(1);
  if (floor == nullptr || !target || *target > lowest || *target >= floor->level) return {};
  return {finding(rule, {},
                  "The app asks even the newest phone to behave like the oldest that it runs on (Android level " +
                      std::to_string(*target) + ").",
                  evidence_of(input, fact::android_target_sdk))};
}

constexpr int first_that_asks = 23;  // Android 6

std::vector<Finding> granted_at_installation(const Rule& rule, const RuleInput& input) {
  const auto target = input.number(fact::android_target_sdk);
  if (!target || *target >= first_that_asks) return {};
  return {finding(rule, {},
                  "The app gets all its permissions at installation, without asking (it is made for Android level " +
                      std::to_string(*target) + "); phones from Android 14 on refuse to install it.",
                  evidence_of(input, fact::android_target_sdk))};
}

std::vector<Finding> incomplete_set(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  if (input.report.format != "apk") return out;  // sets and bundles hold all parts, or say which are missing
  if (const Fact* split = input.find(fact::android_split)) {
    out.push_back(
        finding(rule, split->value,
                "This file is only a part (" + shown(split->value) + ") of an app; the main part was not examined.",
                split->evidence));
  }
  for (const Fact* required : input.all(fact::android_split_required)) {
    if (required->value == "false") continue;
    out.push_back(finding(rule, required->value == "true" ? std::string_view() : std::string_view(required->value),
                          "The app does not run without further parts, which were not examined.", required->evidence));
  }
  return out;
}

}  // namespace

const Rule and_man_002a{
    .id = "AND-MAN-002a",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::high,
    .title = "Made for an Android version that is long past",
    .why =
        "New protections of the phone apply only to apps that were made for them. An app made for an old version asks "
        "the phone to leave them off.",
    .would_pass = "The vendor delivers a version that targets a current Android level.",
    .citation = "Google Play, \"Target API level requirements for Google Play apps\"",
    .effective = "2021-11-01",
    .mapping = {"MASVS-CODE-1", "MASTG-TEST-0245", "CWE-1104", hipaa::risk_analysis, vetting::requirements},
    .conclude = below_tolerated,
};

const Rule and_man_002b{
    .id = "AND-MAN-002b",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "Made for an earlier Android version",
    .why =
        "The app still runs everywhere, but the store would not take an update of it any more: a sign of slow "
        "maintenance.",
    .would_pass = "The vendor delivers a version that targets a current Android level.",
    .citation = "Google Play, \"Target API level requirements for Google Play apps\"",
    .effective = "2021-11-01",
    .mapping = {"MASVS-CODE-1", "MASTG-TEST-0245", "CWE-1104", hipaa::risk_analysis, vetting::requirements},
    .conclude = below_floor,
};

const Rule and_man_002c{
    .id = "AND-MAN-002c",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::high,
    .title = "Runs on phones without basic protections",
    .why =
        "Phones older than Android 7 have known holes that nobody mends, and do not know the rules by which an app "
        "limits its connections.",
    .would_pass =
        "The vendor raises the lowest Android version, or the hospital installs the app on newer phones only (as a "
        "condition).",
    .citation = "OWASP MASVS v2.0.0, MASVS-CODE-1",
    .effective = "2023-04-01",
    .mapping = {"MASVS-CODE-1", "MASTG-TEST-0245", "CWE-1104", hipaa::risk_analysis, vetting::requirements},
    .conclude = old_phones,
};

const Rule and_man_002d{
    .id = "AND-MAN-002d",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "Runs on phones that get no security fixes",
    .why = "The app can be fine and the phone under it not. The hospital decides on which phones it is installed.",
    .would_pass = "The hospital installs the app only on phones that still get security fixes (as a condition).",
    .citation = "Android Security Bulletins, \"Security patch levels\" (supported versions)",
    .effective = "2021-11-01",
    .mapping = {"MASVS-CODE-1", "MASTG-TEST-0245", "CWE-1104", hipaa::risk_analysis, vetting::requirements},
    .conclude = unsupported_phones,
};

const Rule and_man_002e{
    .id = "AND-MAN-002e",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "Asks all phones for old behaviour",
    .why =
        "An app may run on old phones and still use the protections of new ones. This one asks new phones to leave "
        "them off.",
    .would_pass = "The vendor sets targetSdkVersion to a current Android level, apart from the lowest one.",
    .citation =
        "Android developer documentation, \"<uses-sdk>\", android:targetSdkVersion; Google Play, \"Target API level "
        "requirements for Google Play apps\"",
    .effective = "2021-11-01",
    .mapping = {"MASVS-CODE-1", "MASTG-TEST-0245", "CWE-693", hipaa::risk_analysis, vetting::requirements},
    .conclude = old_behaviour_everywhere,
};

const Rule and_man_002f{
    .id = "AND-MAN-002f",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::high,
    .title = "Gets all permissions without asking",
    .why =
        "Since Android 6, people decide on each permission when it is needed. An app that says it was made for an "
        "older version gets them all at once.",
    .would_pass = "The vendor delivers a version that targets a current Android level.",
    .citation =
        "Android developer documentation, \"Behavior changes: all apps\" (Android 14), minimum installable target API "
        "level",
    .effective = "2023-10-04",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0245", "CWE-280", hipaa::minimum_necessary, vetting::requirements},
    .conclude = granted_at_installation,
};

const Rule and_man_023{
    .id = "AND-MAN-023",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::high,
    .title = "Only a part of the app was examined",
    .why = "Some apps come in several files. If only one of them is examined, the others could hold anything.",
    .would_pass =
        "The vendor delivers one complete package (a universal APK), or all parts together (.apks, .xapk or .apkm).",
    .citation = "Android developer documentation, \"Configure APK splits\"; NIST SP 800-163 revision 1, section 3.2",
    .effective = "2019-04-19",
    .mapping = {"MASVS-CODE-4", "", "CWE-1357", hipaa::risk_analysis, vetting::testing},
    .conclude = incomplete_set,
};

}  // namespace formulary::domain
