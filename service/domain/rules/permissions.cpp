// Rules about permissions that give the app power over the device or other apps. Whether a permission fits the intended
// use only a person can say, so most are questions.
#include "service/domain/rules/permissions.hpp"

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

bool in_effect(const RuleInput& input, const Fact& permission) {
  constexpr std::string_view limit = "maxSdkVersion=";
  if (!permission.subject.starts_with(limit)) return true;
  const auto highest = parse_number(std::string_view(permission.subject).substr(limit.size()));
  return !highest || *highest >= input.number(fact::android_min_sdk).value_or(1);
}

std::vector<Finding> ask_about(const Rule& rule, const RuleInput& input, std::string_view names) {
  std::vector<Finding> out;
  for (const Fact* permission : input.all(fact::android_permission)) {
    if (names.find(" " + permission->value + " ") == std::string_view::npos || !in_effect(input, *permission)) continue;
    out.push_back(finding(rule, {}, std::string(rule.trigger.sentence), permission->evidence));
  }
  return out;
}

namespace {

/// Dangerous permissions that no other rule of this file asks about.
std::vector<Finding> other_dangerous(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* permission : input.all(fact::android_permission)) {
    const std::string_view level = input.value(fact::android_permission_platform_level, permission->value);
    if (!level.starts_with("dangerous") || permission->value.starts_with(permissions::health)) continue;
    const std::string name = " " + permission->value + " ";
    bool asked = false;
    using namespace permissions;
    for (const std::string_view names : {reads_messages, reads_calls, locates, reads_contacts, identifies_phone,
                                         reads_files, senses_body, nearby, locates_always, films, listens}) {
      asked = asked || names.find(name) != std::string_view::npos;
    }
    if (asked || !in_effect(input, *permission)) continue;
    out.push_back(finding(rule, permission->value,
                          "The app asks for the permission " + shown(permission->value) +
                              ", which the phone counts as sensitive. Does the intended use need it?",
                          permission->evidence));
  }
  return out;
}

std::vector<Finding> for_the_platform_only(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* permission : input.all(fact::android_permission)) {
    const std::string_view level = input.value(fact::android_permission_platform_level, permission->value);
    // Apps get these only with the platform's own signature or a place in the system; appop and role lead through the
    // user, development through a developer.
    if (!level.starts_with("signature") || level.find("appop") != std::string_view::npos ||
        level.find("role") != std::string_view::npos || level.find("preinstalled") != std::string_view::npos) {
      continue;
    }
    out.push_back(
        finding(rule, permission->value,
                "The app asks for " + shown(permission->value) + ", which only parts of the operating system get.",
                permission->evidence));
  }
  return out;
}

}  // namespace

const Rule and_man_013a{
    .id = "AND-MAN-013a",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Sees which other apps are installed",
    .why = "The list of apps on a person's phone says a lot about that person, for instance about illnesses.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Google Play, \"Use of the broad package (App) visibility (QUERY_ALL_PACKAGES) permission\"",
    .effective = "2021-05-05",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger = {.sentence = "The app can see all other apps on the device. Does the intended use need that?"},
    .conclude = ask<permissions::all_packages>,
};

const Rule and_man_013b{
    .id = "AND-MAN-013b",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Can install other apps",
    .why = "An app that installs apps can bring unvetted software onto the device.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Google Play, \"Use of the REQUEST_INSTALL_PACKAGES permission\"",
    .effective = "2022-09-29",
    .mapping = {"MASVS-CODE-4", "MASTG-TEST-0254", "CWE-829", hipaa::malicious_software, vetting::vulnerability_types},
    .trigger = {.sentence = "The app can start the installation of other apps. Does the intended use need that?"},
    .conclude = ask<permissions::installs>,
};

const Rule and_man_013c{
    .id = "AND-MAN-013c",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Can lay itself over other apps",
    .why = "Such a window can imitate a log-in or hide a warning.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, Manifest.permission, SYSTEM_ALERT_WINDOW",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PLATFORM-3", "MASTG-TEST-0254", "CWE-1021", hipaa::authentication, vetting::vulnerability_types},
    .trigger = {.sentence = "The app can show windows on top of other apps. Does the intended use need that?"},
    .conclude = ask<permissions::draws_over>,
};

const Rule and_man_013d{
    .id = "AND-MAN-013d",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Can read and change all files",
    .why = "Among all files of a device there are those of other medical apps.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Google Play, \"Use of All files access (MANAGE_EXTERNAL_STORAGE) permission\"",
    .effective = "2021-05-05",
    .mapping = {"MASVS-STORAGE-2", "MASTG-TEST-0254", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.sentence =
                    "The app can read and change all files in the shared storage. Does the intended use need that?"},
    .conclude = ask<permissions::all_files>,
};

const Rule and_man_013i{
    .id = "AND-MAN-013i",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Sets alarms to the minute",
    .why = "Reminders for medication need it; most other apps do not, and it costs battery.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, Manifest.permission, SCHEDULE_EXACT_ALARM",
    .effective = "2021-10-04",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-400", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger = {.sentence = "The app can wake the device at exact times. Does the intended use need that?"},
    .conclude = ask<permissions::exact_alarms>,
};

const Rule and_man_013p{
    .id = "AND-MAN-013p",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Finds and connects to devices nearby",
    .why = "Medical devices connect this way; it also tells where a person is.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, Manifest.permission, BLUETOOTH_SCAN",
    .effective = "2021-10-04",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.sentence =
                    "The app can find devices nearby and connect to them. Which ones does the intended use name?"},
    .conclude = ask<permissions::nearby>,
};

const Rule and_man_013q{
    .id = "AND-MAN-013q",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Another sensitive permission",
    .why =
        "The phone itself counts these permissions as sensitive, because they open private data or cost the user "
        "something.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, \"Permissions on Android\", runtime permissions",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .conclude = other_dangerous,
};

const Rule and_man_013r{
    .id = "AND-MAN-013r",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::info,
    .title = "Asks for rights of the operating system",
    .why =
        "Ordinary apps do not get these rights, so asking is pointless, unless the app is preinstalled by the maker of "
        "the phone.",
    .would_pass = "The vendor removes the permission.",
    .citation = "Android developer documentation, \"Permissions on Android\", signature permissions",
    .effective = "2008-09-23",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0254", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .conclude = for_the_platform_only,
};

}  // namespace formulary::domain
