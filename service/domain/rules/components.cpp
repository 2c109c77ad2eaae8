// Rules about the parts of the app (screens, background services, receivers) that other apps can reach.
#include <set>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

/// The components that other apps can reach, of the kinds in `kinds`.
std::vector<const Fact*> reachable(const RuleInput& input, std::string_view kinds) {
  std::vector<const Fact*> out;
  for (const Fact* exported : input.all(fact::android_exported)) {
    if (exported->value != "true" || input.value(fact::android_component_enabled, exported->subject) == "false")
      continue;
    const std::string kind = " " + std::string(input.value(fact::android_component, exported->subject)) + " ";
    if (kinds.find(kind) != std::string_view::npos) out.push_back(exported);
  }
  return out;
}

bool guarded(const RuleInput& input, std::string_view component) {
  return !input.value(fact::android_component_permission, component).empty();
}

/// The activities that the launcher starts have to be reachable.
std::set<std::string_view> launchable(const RuleInput& input) {
  std::set<std::string_view> out;
  for (const std::string_view name :
       {fact::android_launchable_activity, fact::android_launchable_alias, fact::android_launchable_leanback}) {
    for (const Fact* fact : input.all(name)) out.insert(fact->value);
  }
  return out;
}

std::vector<Finding> open_services(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* exported : reachable(input, " service receiver ")) {
    if (guarded(input, exported->subject)) continue;
    out.push_back(finding(rule, exported->subject,
                          "Any other app on the device can call the part " + short_name(exported->subject) +
                              ", which works in the background.",
                          exported->evidence));
  }
  return out;
}

std::vector<Finding> open_activities(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  const std::set<std::string_view> entrances = launchable(input);
  for (const Fact* exported : reachable(input, " activity activity-alias ")) {
    if (guarded(input, exported->subject) || entrances.contains(exported->subject)) continue;
    const bool has_filter = input.find(fact::android_intent_action, exported->subject) != nullptr;
    Finding one = finding(rule, exported->subject,
                          "Any other app on the device can open the screen " + short_name(exported->subject) + ".",
                          exported->evidence);
    if (!has_filter) {
      // Nothing says what others should open it for.
      one.severity = Severity::warn;
      one.sentence += " Nothing says what for, so it may be open by mistake.";
    }
    out.push_back(std::move(one));
  }
  return out;
}

bool weak_level(std::string_view level) {
  return level.empty() || level.starts_with("normal") || level.starts_with("dangerous");
}

std::vector<Finding> weak_guards(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* exported : reachable(input, " activity activity-alias service receiver provider ")) {
    const Fact* guard = input.find(fact::android_component_permission, exported->subject);
    if (guard == nullptr || guard->value.empty()) continue;
    const std::string_view level = input.value(fact::android_component_permission_level, exported->subject);
    if (level == "undeclared" || !weak_level(level)) continue;
    out.push_back(finding(rule, exported->subject,
                          "The part " + short_name(exported->subject) + " is guarded by the permission " +
                              shown(guard->value) + ", which any app can get.",
                          exported->evidence));
  }
  return out;
}

std::vector<Finding> strong_guards(const Rule& rule, const RuleInput& input) {
  std::size_t count = 0;
  std::string_view evidence;
  for (const Fact* exported : reachable(input, " activity activity-alias service receiver provider ")) {
    const std::string_view level = input.value(fact::android_component_permission_level, exported->subject);
    if (!level.starts_with("signature") && !level.starts_with("internal")) continue;
    if (count++ == 0) evidence = exported->evidence;
  }
  if (count == 0) return {};
  return {finding(
      rule, {}, "Parts that only the phone itself or apps of the same vendor can call: " + std::to_string(count) + ".",
      evidence)};
}

std::vector<Finding> undeclared_guards(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* level : input.all(fact::android_component_permission_level)) {
    if (level->value != "undeclared" || input.value(fact::android_exported, level->subject) != "true") continue;
    out.push_back(finding(rule, level->subject,
                          "The part " + short_name(level->subject) + " is guarded by the permission " +
                              shown(input.value(fact::android_component_permission, level->subject)) +
                              ", which nobody defines: another app can define it and get in.",
                          level->evidence));
  }
  return out;
}

constexpr std::int64_t android_12 = 31;

std::vector<Finding> export_not_said(const Rule& rule, const RuleInput& input) {
  if (input.number(fact::android_target_sdk).value_or(0) < android_12) return {};
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_exported_missing)) {
    if (fact->value != "true") continue;
    out.push_back(finding(rule, fact->subject,
                          "The part " + short_name(fact->subject) +
                              " does not say whether other apps may call it; newer phones refuse to install the app.",
                          fact->evidence));
  }
  return out;
}

bool sensitive_name(std::string_view class_name) {
  std::string name;
  for (char c : class_name.substr(class_name.rfind('.') + 1)) {
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (const std::string_view word :
       {"login", "signin", "password", "passcode", "pincode", "pinentry", "consent", "confirm", "payment", "auth"}) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

std::vector<Finding> overlay(const Rule& rule, const RuleInput& input) {
  if (input.number(fact::android_min_sdk).value_or(1) >= android_12) return {};
  std::vector<Finding> out;
  for (const Fact* exported : reachable(input, " activity activity-alias ")) {
    if (!sensitive_name(exported->subject)) continue;
    out.push_back(finding(rule, exported->subject,
                          "By its name the screen " + short_name(exported->subject) +
                              " asks for something confidential; on phones before Android 12 another app could lay "
                              "itself over it.",
                          exported->evidence));
  }
  return out;
}

constexpr std::int64_t android_9 = 28;
constexpr std::int64_t android_10 = 29;

std::vector<Finding> task_hijack(const Rule& rule, const RuleInput& input) {
  if (input.number(fact::android_target_sdk).value_or(0) >= android_9) return {};
  std::vector<Finding> out;
  for (const Fact* mode : input.all(fact::android_component_launch_mode)) {
    if (mode->value != "singleTask") continue;
    out.push_back(finding(rule, mode->subject,
                          "Another app can slip a screen of its own in front of " + short_name(mode->subject) +
                              ", so that staff type into the wrong app.",
                          mode->evidence));
  }
  return out;
}

std::vector<Finding> foreign_task(const Rule& rule, const RuleInput& input) {
  if (input.number(fact::android_target_sdk).value_or(0) >= android_10) return {};
  std::vector<Finding> out;
  for (const Fact* task : input.all(fact::android_task_affinity)) {
    if (task->value.empty() || task->value == input.value(fact::android_package)) continue;
    out.push_back(finding(rule, task->subject,
                          "Screens of the app belong to the group " + shown(task->value) +
                              ", which another app can join to show its own screen there.",
                          task->evidence));
  }
  return out;
}

constexpr std::int64_t ordinary_priority = 100;

std::vector<Finding> high_priority(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* priority : input.all(fact::android_intent_priority)) {
    if (parse_number(priority->value).value_or(0) <= ordinary_priority) continue;
    out.push_back(finding(rule, priority->subject,
                          "The part " + short_name(priority->subject) +
                              " wants to receive messages before all other apps (priority " + shown(priority->value) +
                              ").",
                          priority->evidence));
  }
  return out;
}

std::vector<Finding> secret_codes(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* data : input.all(fact::android_intent_data)) {
    if (data->value != "scheme=android_secret_code") continue;
    out.push_back(finding(rule, data->subject,
                          "The part " + short_name(data->subject) + " can be started by a code typed on the telephone.",
                          data->evidence));
  }
  return out;
}

}  // namespace

const Rule and_man_004a{
    .id = "AND-MAN-004a",
    .format = "apk",
    .family = "components",
    .severity = Severity::warn,
    .title = "Any app can call a background part",
    .why =
        "What other apps can call without permission, a malicious app can call too, and make it hand out or change "
        "data.",
    .would_pass =
        "The vendor closes the part (android:exported is false) or guards it with a permission of signature level.",
    .citation = "Android developer documentation, \"android:exported\" (security risks)",
    .effective = "2021-10-04",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-926", hipaa::access_control, vetting::vulnerability_types},
    .conclude = open_services,
};

const Rule and_man_004b{
    .id = "AND-MAN-004b",
    .format = "apk",
    .family = "components",
    .severity = Severity::warn,
    .title = "A part is guarded by a permission that any app can get",
    .why = "A permission protects only if it is not given to everybody who asks.",
    .would_pass = "The vendor uses a permission of signature level.",
    .citation = "Android developer documentation, \"<permission>\", android:protectionLevel",
    .effective = "2021-10-04",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-732", hipaa::access_control, vetting::vulnerability_types},
    .conclude = weak_guards,
};

const Rule and_man_004c{
    .id = "AND-MAN-004c",
    .format = "apk",
    .family = "components",
    .severity = Severity::info,
    .title = "Parts that are well guarded",
    .why = "For completeness: these parts are reachable, but only for the phone itself or for apps of the same vendor.",
    .would_pass = "Nothing needs to be done.",
    .citation = "Android developer documentation, \"<permission>\", android:protectionLevel",
    .effective = "2021-10-04",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-926", hipaa::access_control, vetting::vulnerability_types},
    .conclude = strong_guards,
};

const Rule and_man_004d{
    .id = "AND-MAN-004d",
    .format = "apk",
    .family = "components",
    .severity = Severity::info,
    .title = "Any app can open a screen",
    .why = "Some screens have to be open to others, for example to share a file. Each should check what it is given.",
    .would_pass = "The vendor closes the screens that others need not open, and explains the rest.",
    .citation = "Android developer documentation, \"android:exported\" (security risks)",
    .effective = "2021-10-04",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-926", hipaa::access_control, vetting::vulnerability_types},
    .conclude = open_activities,
};

const Rule and_man_007b{
    .id = "AND-MAN-007b",
    .format = "apk",
    .family = "components",
    .severity = Severity::high,
    .title = "A part is guarded by a permission that nobody defines",
    .why = "Whoever defines the permission first decides who gets it: a malicious app can let itself in.",
    .would_pass = "The vendor declares the permission itself, at signature level, or corrects its name.",
    .citation = "Android developer documentation, \"Custom permissions\" (security risks), typos",
    .effective = "2023-09-01",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-732", hipaa::access_control, vetting::vulnerability_types},
    .conclude = undeclared_guards,
};

const Rule and_man_009{
    .id = "AND-MAN-009",
    .format = "apk",
    .family = "components",
    .severity = Severity::warn,
    .title = "The package cannot be installed on newer phones",
    .why = "A part does not say whether other apps may call it. From Android 12 on such a package is refused.",
    .would_pass = "The vendor sets android:exported on every part with an intent filter.",
    .citation =
        "Android developer documentation, \"Behavior changes: Apps targeting Android 12\", safer component exporting",
    .effective = "2021-10-04",
    .mapping = {"MASVS-PLATFORM-1", "", "CWE-926", hipaa::risk_analysis, vetting::requirements},
    .conclude = export_not_said,
};

const Rule and_man_022{
    .id = "AND-MAN-022",
    .format = "apk",
    .family = "components",
    .severity = Severity::info,
    .title = "A confidential screen may be covered by another app",
    .why = "An app that lays itself over a password screen can watch or steer what staff touch.",
    .would_pass =
        "The vendor confirms that the screen ignores touches while it is covered (filterTouchesWhenObscured), or "
        "supports Android 12 and newer only.",
    .citation = "Android developer documentation, \"Tapjacking\" (security risks)",
    .effective = "2023-09-01",
    .mapping = {"MASVS-PLATFORM-3", "MASTG-TEST-0035", "CWE-1021", hipaa::authentication, vetting::vulnerability_types},
    .conclude = overlay,
};

const Rule and_man_035{
    .id = "AND-MAN-035",
    .format = "apk",
    .family = "components",
    .severity = Severity::warn,
    .title = "Another app can slip in front of a screen",
    .why = "On older phones a malicious app can put its own screen where staff expect this one (known as StrandHogg).",
    .would_pass = "The vendor targets Android 9 or newer, or uses the standard launch mode.",
    .citation = "Android developer documentation, \"StrandHogg Attack / Task Affinity Vulnerability\" (security risks)",
    .effective = "2023-09-01",
    .mapping = {"MASVS-PLATFORM-3", "MASTG-TEST-0035", "CWE-1021", hipaa::authentication, vetting::vulnerability_types},
    .conclude = task_hijack,
};

const Rule and_man_036{
    .id = "AND-MAN-036",
    .format = "apk",
    .family = "components",
    .severity = Severity::warn,
    .title = "Screens belong to a group that others can join",
    .why = "On older phones a malicious app that names the same group can show its screens among those of this app.",
    .would_pass = "The vendor leaves taskAffinity empty, or targets Android 10 or newer.",
    .citation = "Android developer documentation, \"StrandHogg Attack / Task Affinity Vulnerability\" (security risks)",
    .effective = "2023-09-01",
    .mapping = {"MASVS-PLATFORM-3", "MASTG-TEST-0035", "CWE-1021", hipaa::authentication, vetting::vulnerability_types},
    .conclude = foreign_task,
};

const Rule and_man_037{
    .id = "AND-MAN-037",
    .format = "apk",
    .family = "components",
    .severity = Severity::info,
    .title = "The app wants to be first to receive messages",
    .why = "A high priority lets an app see, and sometimes stop, messages before others do.",
    .would_pass = "The vendor explains why it is needed.",
    .citation = "Android developer documentation, \"<intent-filter>\", android:priority",
    .effective = "2008-09-23",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-925", hipaa::access_control, vetting::vulnerability_types},
    .conclude = high_priority,
};

const Rule and_man_038{
    .id = "AND-MAN-038",
    .format = "apk",
    .family = "components",
    .severity = Severity::warn,
    .title = "A hidden function behind a telephone code",
    .why = "Codes typed on the telephone open functions that are meant for the vendor, not for staff.",
    .would_pass = "The vendor removes the function, or explains it and protects it.",
    .citation = "Android developer documentation, TelephonyManager.ACTION_SECRET_CODE",
    .effective = "2018-08-06",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0029", "CWE-912", hipaa::access_control, vetting::vulnerability_types},
    .conclude = secret_codes,
};

}  // namespace formulary::domain
