// Rules about services with unusual power over the device or its user. Whether an app may have it depends on what it is
// for, so most are questions.
#include <set>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

struct NeededPermission {
  std::string_view type;
  std::string_view permission;
};

/// What a foreground service of each type has to ask for, from target level 34 on.
constexpr NeededPermission needed_permissions[] = {
    {"camera", "android.permission.FOREGROUND_SERVICE_CAMERA"},
    {"connectedDevice", "android.permission.FOREGROUND_SERVICE_CONNECTED_DEVICE"},
    {"dataSync", "android.permission.FOREGROUND_SERVICE_DATA_SYNC"},
    {"health", "android.permission.FOREGROUND_SERVICE_HEALTH"},
    {"location", "android.permission.FOREGROUND_SERVICE_LOCATION"},
    {"mediaPlayback", "android.permission.FOREGROUND_SERVICE_MEDIA_PLAYBACK"},
    {"mediaProjection", "android.permission.FOREGROUND_SERVICE_MEDIA_PROJECTION"},
    {"microphone", "android.permission.FOREGROUND_SERVICE_MICROPHONE"},
    {"phoneCall", "android.permission.FOREGROUND_SERVICE_PHONE_CALL"},
    {"remoteMessaging", "android.permission.FOREGROUND_SERVICE_REMOTE_MESSAGING"},
    {"specialUse", "android.permission.FOREGROUND_SERVICE_SPECIAL_USE"},
};

bool has_type(std::string_view types, std::string_view wanted) {
  const std::string all = "|" + std::string(types) + "|";
  return all.find("|" + std::string(wanted) + "|") != std::string::npos;
}

constexpr std::int64_t android_14 = 34;

std::vector<Finding> type_without_permission(const Rule& rule, const RuleInput& input) {
  if (input.number(fact::android_target_sdk).value_or(0) < android_14) return {};
  std::set<std::string_view> asked;
  for (const Fact* permission : input.all(fact::android_permission)) asked.insert(permission->value);
  std::vector<Finding> out;
  for (const Fact* service : input.all(fact::android_component_foreground_service_type)) {
    for (const NeededPermission& needed : needed_permissions) {
      if (!has_type(service->value, needed.type) || asked.contains(needed.permission)) continue;
      out.push_back(finding(rule, service->subject,
                            "The service " + short_name(service->subject) + " of the kind \"" +
                                std::string(needed.type) +
                                "\" lacks the permission for it; on newer phones it will be stopped.",
                            service->evidence));
    }
  }
  return out;
}

std::vector<Finding> watches(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* service : input.all(fact::android_component_foreground_service_type)) {
    for (const std::string_view type : {"camera", "microphone", "location", "mediaProjection"}) {
      if (!has_type(service->value, type)) continue;
      out.push_back(finding(rule, service->subject,
                            "The service " + short_name(service->subject) +
                                " keeps running in the background with access to: " + std::string(type) +
                                ". Does the intended use need that?",
                            service->evidence));
    }
  }
  return out;
}

}  // namespace

const Rule and_man_012a{
    .id = "AND-MAN-012a",
    .format = "apk",
    .family = "services",
    .severity = Severity::ask,
    .title = "Reads and operates the screen",
    .why =
        "A help for people with disabilities that sees everything on the screen and can press every button; malicious "
        "apps use it to steal.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the part.",
    .citation = "Android developer documentation, AccessibilityService",
    .effective = "2009-09-15",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.name = fact::android_component_permission,
                .wanted = "android.permission.BIND_ACCESSIBILITY_SERVICE",
                .sentence = "The part {subject} can read the screen and operate the device for the user. Is the app a "
                            "help for people with disabilities?"},
    .conclude = when_fact,
};

const Rule and_man_012b{
    .id = "AND-MAN-012b",
    .format = "apk",
    .family = "services",
    .severity = Severity::ask,
    .title = "Administers the device",
    .why = "A device administrator can lock the device and erase it.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the part.",
    .citation = "Android developer documentation, \"Device administration overview\"",
    .effective = "2010-05-20",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.name = fact::android_component_permission,
                .wanted = "android.permission.BIND_DEVICE_ADMIN",
                .sentence =
                    "The part {subject} can become administrator of the device. Is the app meant to manage devices?"},
    .conclude = when_fact,
};

const Rule and_man_012c{
    .id = "AND-MAN-012c",
    .format = "apk",
    .family = "services",
    .severity = Severity::ask,
    .title = "Reads all notifications",
    .why = "Notifications show messages and one-time codes of all apps.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the part.",
    .citation = "Android developer documentation, NotificationListenerService",
    .effective = "2013-07-24",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.name = fact::android_component_permission,
                .wanted = "android.permission.BIND_NOTIFICATION_LISTENER_SERVICE",
                .sentence =
                    "The part {subject} can read the notifications of all apps. Does the intended use need that?"},
    .conclude = when_fact,
};

const Rule and_man_012d{
    .id = "AND-MAN-012d",
    .format = "apk",
    .family = "services",
    .severity = Severity::ask,
    .title = "Can carry all network traffic",
    .why = "Whoever carries the traffic of a device sees where it goes.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the part.",
    .citation = "Android developer documentation, VpnService",
    .effective = "2011-10-18",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.name = fact::android_component_permission,
                .wanted = "android.permission.BIND_VPN_SERVICE",
                .sentence = "The part {subject} can lead all network traffic of the device through itself. Does the "
                            "intended use need that?"},
    .conclude = when_fact,
};

const Rule and_man_012e{
    .id = "AND-MAN-012e",
    .format = "apk",
    .family = "services",
    .severity = Severity::ask,
    .title = "Brings its own keyboard",
    .why = "A keyboard sees everything that is typed, passwords included.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the part.",
    .citation = "Android developer documentation, InputMethodService",
    .effective = "2009-04-27",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger =
        {.name = fact::android_component_permission,
         .wanted = "android.permission.BIND_INPUT_METHOD",
         .sentence =
             "The part {subject} is a keyboard and sees everything that is typed. Does the intended use need that?"},
    .conclude = when_fact,
};

const Rule and_man_012f{
    .id = "AND-MAN-012f",
    .format = "apk",
    .family = "services",
    .severity = Severity::ask,
    .title = "Fills in forms",
    .why = "Such a service sees names and passwords in the forms of all apps.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the part.",
    .citation = "Android developer documentation, AutofillService",
    .effective = "2017-08-21",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger =
        {.name = fact::android_component_permission,
         .wanted = "android.permission.BIND_AUTOFILL_SERVICE",
         .sentence =
             "The part {subject} can fill in, and read, the forms of all apps. Does the intended use need that?"},
    .conclude = when_fact,
};

const Rule and_man_012g{
    .id = "AND-MAN-012g",
    .format = "apk",
    .family = "services",
    .severity = Severity::ask,
    .title = "Screens telephone calls",
    .why = "Such a service sees who calls and can reject calls.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the part.",
    .citation = "Android developer documentation, CallScreeningService",
    .effective = "2016-08-22",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.name = fact::android_component_permission,
                .wanted = "android.permission.BIND_SCREENING_SERVICE",
                .sentence =
                    "The part {subject} sees incoming calls and can reject them. Does the intended use need that?"},
    .conclude = when_fact,
};

const Rule and_man_012h{
    .id = "AND-MAN-012h",
    .format = "apk",
    .family = "services",
    .severity = Severity::ask,
    .title = "Accompanies a device",
    .why =
        "The app is woken whenever the device it belongs to is near: right for a medical device, and a trace of "
        "presence.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the part.",
    .citation = "Android developer documentation, CompanionDeviceService",
    .effective = "2021-10-04",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger =
        {.name = fact::android_component_permission,
         .wanted = "android.permission.BIND_COMPANION_DEVICE_SERVICE",
         .sentence =
             "The part {subject} is woken whenever a paired device is near. Which device does the intended use name?"},
    .conclude = when_fact,
};

const Rule and_man_012i{
    .id = "AND-MAN-012i",
    .format = "apk",
    .family = "services",
    .severity = Severity::ask,
    .title = "Supplies passwords",
    .why = "Such a service keeps and supplies passwords for other apps.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the part.",
    .citation = "Android developer documentation, CredentialProviderService",
    .effective = "2023-10-04",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.name = fact::android_component_permission,
                .wanted = "android.permission.BIND_CREDENTIAL_PROVIDER_SERVICE",
                .sentence = "The part {subject} supplies passwords to other apps. Does the intended use need that?"},
    .conclude = when_fact,
};

const Rule and_man_012j{
    .id = "AND-MAN-012j",
    .format = "apk",
    .family = "services",
    .severity = Severity::ask,
    .title = "Prints",
    .why = "Such a service receives every document that is printed through it.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the part.",
    .citation = "Android developer documentation, PrintService",
    .effective = "2013-10-31",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-250", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.name = fact::android_component_permission,
                .wanted = "android.permission.BIND_PRINT_SERVICE",
                .sentence =
                    "The part {subject} receives documents that other apps print. Does the intended use need that?"},
    .conclude = when_fact,
};

const Rule and_man_015a{
    .id = "AND-MAN-015a",
    .format = "apk",
    .family = "services",
    .severity = Severity::warn,
    .title = "A background service lacks its permission",
    .why = "Newer phones stop such a service, for example one that watches over a patient's values.",
    .would_pass = "The vendor asks for the permission that belongs to the kind of service.",
    .citation = "Android developer documentation, \"Foreground service types are required\"",
    .effective = "2023-10-04",
    .mapping = {"MASVS-PRIVACY-3", "", "CWE-280", hipaa::risk_analysis, vetting::requirements},
    .conclude = type_without_permission,
};

const Rule and_man_015b{
    .id = "AND-MAN-015b",
    .format = "apk",
    .family = "services",
    .severity = Severity::ask,
    .title = "Watches or listens in the background",
    .why = "A service that goes on while nobody looks at the app can record patients and staff unnoticed.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the service.",
    .citation = "Android developer documentation, \"Foreground service types are required\"",
    .effective = "2023-10-04",
    .mapping = {"MASVS-PRIVACY-3", "", "CWE-250", hipaa::minimum_necessary, vetting::vulnerability_types},
    .conclude = watches,
};

}  // namespace formulary::domain
