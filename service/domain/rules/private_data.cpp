// Rules about permissions that open private data: of staff, of patients, of whoever carries the device. Whether the
// intended use needs them only a person can say, so most are questions.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"
#include "service/domain/rules/permissions.hpp"

namespace formulary::domain {

namespace {

std::vector<Finding> health_data(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* permission : input.all(fact::android_permission)) {
    if (!permission->value.starts_with(permissions::health) || !in_effect(input, *permission)) continue;
    const std::string_view name = std::string_view(permission->value).substr(permissions::health.size());
    out.push_back(finding(rule, permission->value,
                          "The app wants to use health data that is collected on the phone (" + shown(name) +
                              "). Does the intended use need it?",
                          permission->evidence));
  }
  return out;
}

}  // namespace

const Rule and_man_013e{
    .id = "AND-MAN-013e",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Reads or sends text messages",
    .why = "Text messages hold one-time codes and private conversations.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Google Play, \"Use of SMS or Call Log permission groups\"",
    .effective = "2019-01-09",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger = {.sentence = "The app can read or send text messages. Does the intended use need that?"},
    .conclude = ask<permissions::reads_messages>,
};

const Rule and_man_013f{
    .id = "AND-MAN-013f",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Uses calls or the call log",
    .why = "Whom staff or patients call is confidential.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Google Play, \"Use of SMS or Call Log permission groups\"",
    .effective = "2019-01-09",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger = {.sentence = "The app can make calls, or see who called whom. Does the intended use need that?"},
    .conclude = ask<permissions::reads_calls>,
};

const Rule and_man_013g{
    .id = "AND-MAN-013g",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Follows the location all the time",
    .why = "Where a person is at any time, also at home, is among the most private data.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, Manifest.permission, ACCESS_BACKGROUND_LOCATION",
    .effective = "2019-09-03",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger =
        {.sentence =
             "The app can follow the device's location even when nobody uses it. Does the intended use need that?"},
    .conclude = ask<permissions::locates_always>,
};

const Rule and_man_013h{
    .id = "AND-MAN-013h",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Reads the body's sensors",
    .why = "Heart rate and movement are health data.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, Manifest.permission, BODY_SENSORS",
    .effective = "2014-06-25",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger =
        {.sentence =
             "The app can read body sensors or recognise what a person is doing. Does the intended use need that?"},
    .conclude = ask<permissions::senses_body>,
};

const Rule and_man_013j{
    .id = "AND-MAN-013j",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Locates the device",
    .why = "A location together with a medical app tells who is treated where.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, Manifest.permission, ACCESS_FINE_LOCATION",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger = {.sentence = "The app can find out where the device is. Does the intended use need that?"},
    .conclude = ask<permissions::locates>,
};

const Rule and_man_013k{
    .id = "AND-MAN-013k",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Uses the camera",
    .why = "Pictures from a ward can show patients.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, Manifest.permission, CAMERA",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger = {.sentence = "The app can use the camera. Does the intended use need that?"},
    .conclude = ask<permissions::films>,
};

const Rule and_man_013l{
    .id = "AND-MAN-013l",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Uses the microphone",
    .why = "Recordings from a ward can hold conversations with patients.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, Manifest.permission, RECORD_AUDIO",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger = {.sentence = "The app can record sound. Does the intended use need that?"},
    .conclude = ask<permissions::listens>,
};

const Rule and_man_013m{
    .id = "AND-MAN-013m",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Reads contacts, accounts or the calendar",
    .why = "Address books and calendars of staff name patients and colleagues.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, Manifest.permission, READ_CONTACTS",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger = {.sentence = "The app can read contacts, accounts or the calendar. Does the intended use need that?"},
    .conclude = ask<permissions::reads_contacts>,
};

const Rule and_man_013n{
    .id = "AND-MAN-013n",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Reads the telephone's identity",
    .why = "Numbers of the telephone allow a person to be recognised again across apps.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, Manifest.permission, READ_PHONE_STATE",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger = {.sentence =
                    "The app can read the telephone number or the device's identity. Does the intended use need that?"},
    .conclude = ask<permissions::identifies_phone>,
};

const Rule and_man_013o{
    .id = "AND-MAN-013o",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Reads shared files, pictures or recordings",
    .why = "What lies in the shared storage may come from other apps, patient data included.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, Manifest.permission, READ_EXTERNAL_STORAGE",
    .effective = "2015-10-05",
    .mapping = {"MASVS-STORAGE-2", "MASTG-TEST-0254", "CWE-250", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .trigger =
        {.sentence =
             "The app can read files, pictures or recordings that other apps stored. Does the intended use need that?"},
    .conclude = ask<permissions::reads_files>,
};

const Rule and_man_014{
    .id = "AND-MAN-014",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::ask,
    .title = "Uses health data collected on the phone",
    .why =
        "Health Connect holds a person's health data from many apps. Each kind of data should be needed for the "
        "intended use.",
    .would_pass = "A reviewer finds that the intended use needs it, or the vendor removes the permission.",
    .citation = "Android developer documentation, \"Get started with Health Connect\", permissions; 45 CFR 164.502(b)",
    .effective = "2023-08-31",
    .mapping = {"MASVS-PRIVACY-1", "MASTG-TEST-0254", "CWE-359", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .conclude = health_data,
};

const Rule and_man_020d{
    .id = "AND-MAN-020d",
    .format = "apk",
    .family = "permissions",
    .severity = Severity::warn,
    .title = "Uses an identity for advertising",
    .why =
        "An advertising identity lets others recognise a patient or a member of staff across apps. With patient data "
        "that is a disclosure.",
    .would_pass =
        "The vendor removes the advertising permissions, or shows that no personal data goes with the identity.",
    .citation =
        "HHS Office for Civil Rights, \"Use of Online Tracking Technologies by HIPAA Covered Entities and Business "
        "Associates\"",
    .effective = "2022-12-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0254", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .trigger = {.sentence = "The app can read an identity that serves advertising."},
    .conclude = ask<permissions::identifies_for_advertising>,
};

}  // namespace formulary::domain
