// Rules about single settings of the manifest: each looks at one fact.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

/// A process name that does not begin with a colon is one of the whole phone: apps of the same identity meet there.
std::vector<Finding> shared_processes(const Rule& rule, const RuleInput& input) {
  const std::string_view package = input.value(fact::android_package);
  std::vector<Finding> out;
  for (const Fact* process : input.all(fact::android_process)) {
    if (process->value.empty() || process->value.starts_with(':') || process->value == package) continue;
    out.push_back(
        finding(rule, process->subject,
                (process->subject.empty() ? std::string("The app") : "The part " + short_name(process->subject)) +
                    " runs in a process of the name " + shown(process->value) +
                    ", where it can meet other apps of the same identity.",
                process->evidence));
  }
  return out;
}

std::vector<Finding> shared_identity(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* id : input.all(fact::android_shared_user_id)) {
    std::string sentence = "The app shares the identity " + shown(id->value) +
                           " with other apps of the same vendor, which can then read its data";
    if (const Fact* last = input.find(fact::android_shared_user_max_sdk)) {
      sentence += "; newly installed, on phones up to Android level " + shown(last->value) + " only";
    }
    out.push_back(finding(rule, id->value, sentence + ".", id->evidence));
  }
  return out;
}

}  // namespace

const Rule and_man_008{
    .id = "AND-MAN-008",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "The app shares its identity with other apps",
    .why =
        "Apps that share a user identity can read each other's data, so all of them would have to be examined "
        "together.",
    .would_pass = "The vendor removes the shared user id (android:sharedUserId).",
    .citation = "Android developer documentation, \"<manifest>\", android:sharedUserId (deprecated from API level 29)",
    .effective = "2019-09-03",
    .mapping = {"MASVS-PLATFORM-1", "", "CWE-653", hipaa::access_control, vetting::vulnerability_types},
    .conclude = shared_identity,
};

const Rule and_man_017a{
    .id = "AND-MAN-017a",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "The app asks for the old, open kind of file storage",
    .why = "In the old kind of storage every app with the storage permission can read the files of the others.",
    .would_pass = "The vendor uses scoped storage and removes requestLegacyExternalStorage.",
    .citation = "Android developer documentation, \"<application>\", android:requestLegacyExternalStorage",
    .effective = "2019-09-03",
    .mapping = {"MASVS-STORAGE-2", "MASTG-TEST-0202", "CWE-922", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.name = fact::android_request_legacy_external_storage,
                .wanted = "true",
                .sentence = "On Android 10 the app keeps its files where other apps can read them."},
    .conclude = when_fact,
};

const Rule and_man_017b{
    .id = "AND-MAN-017b",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "The app keeps the old, open kind of file storage after an update",
    .why = "In the old kind of storage every app with the storage permission can read the files of the others.",
    .would_pass = "The vendor removes preserveLegacyExternalStorage.",
    .citation = "Android developer documentation, \"<application>\", android:preserveLegacyExternalStorage",
    .effective = "2020-09-08",
    .mapping = {"MASVS-STORAGE-2", "MASTG-TEST-0202", "CWE-922", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.name = fact::android_preserve_legacy_external_storage,
                .wanted = "true",
                .sentence = "After an update the app keeps its files where other apps can read them."},
    .conclude = when_fact,
};

const Rule and_man_018{
    .id = "AND-MAN-018",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "A part of the app runs inside other apps",
    .why = "An external service runs in the name of whoever calls it, so its data belongs to the caller.",
    .would_pass = "The vendor explains what the service is for.",
    .citation = "Android developer documentation, \"<service>\", android:externalService",
    .effective = "2016-08-22",
    .mapping = {"MASVS-PLATFORM-1", "", "CWE-653", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.name = fact::android_component_external,
                .wanted = "true",
                .sentence = "The part {subject} runs in the name of other apps."},
    .conclude = when_fact,
};

const Rule and_man_018b{
    .id = "AND-MAN-018b",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "A data store runs inside other apps",
    .why = "Where each caller gets a copy of its own, what one sees may differ from what the next one sees.",
    .would_pass = "The vendor explains why, or removes android:multiprocess.",
    .citation = "Android developer documentation, \"<provider>\", android:multiprocess",
    .effective = "2008-09-23",
    .mapping = {"MASVS-PLATFORM-1", "", "CWE-653", hipaa::integrity, vetting::vulnerability_types},
    .trigger = {.name = fact::android_provider_multiprocess,
                .wanted = "true",
                .sentence = "The data store {subject} runs in the processes of those who use it."},
    .conclude = when_fact,
};

const Rule and_man_018c{
    .id = "AND-MAN-018c",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "A part runs in a process that apps can share",
    .why =
        "Apps that share an identity and a process share their memory, so that all of them would have to be examined.",
    .would_pass =
        "The vendor lets the name of the process begin with a colon, or explains with which app it is shared.",
    .citation = "Android developer documentation, \"<service>\", android:process",
    .effective = "2008-09-23",
    .mapping = {"MASVS-PLATFORM-1", "", "CWE-653", hipaa::access_control, vetting::vulnerability_types},
    .conclude = shared_processes,
};

const Rule and_man_019a{
    .id = "AND-MAN-019a",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "Data may stay behind when the app is removed",
    .why =
        "Whoever removes the app is asked whether its data shall stay. On a device that changes hands, patient data "
        "would remain.",
    .would_pass = "The vendor removes hasFragileUserData, or the device management wipes app data.",
    .citation = "Android developer documentation, \"<application>\", android:hasFragileUserData",
    .effective = "2019-09-03",
    .mapping = {"MASVS-STORAGE-2", "", "CWE-212", hipaa::media, vetting::requirements},
    .trigger = {.name = fact::android_has_fragile_user_data,
                .wanted = "true",
                .sentence = "When the app is removed, its data can stay on the device."},
    .conclude = when_fact,
};

const Rule and_man_019b{
    .id = "AND-MAN-019b",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "Users cannot clear the app's data",
    .why = "Staff must be able to clear patient data from a device that is lent, lost or handed on.",
    .would_pass = "The vendor allows clearing (allowClearUserData).",
    .citation = "Android developer documentation, \"<application>\", android:allowClearUserData",
    .effective = "2008-09-23",
    .mapping = {"MASVS-STORAGE-2", "", "CWE-212", hipaa::media, vetting::requirements},
    .trigger = {.name = fact::android_allow_clear_user_data,
                .wanted = "false",
                .sentence = "The app's data cannot be cleared in the device's settings."},
    .conclude = when_fact,
};

const Rule and_man_019c{
    .id = "AND-MAN-019c",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "The app's screens can move into other apps",
    .why =
        "A screen that appears inside another app can be imitated, so that staff enter a password in the wrong place.",
    .would_pass = "The vendor removes allowTaskReparenting.",
    .citation = "Android developer documentation, \"<application>\", android:allowTaskReparenting",
    .effective = "2008-09-23",
    .mapping = {"MASVS-PLATFORM-3", "", "CWE-1021", hipaa::authentication, vetting::vulnerability_types},
    .trigger = {.name = fact::android_allow_task_reparenting,
                .wanted = "true",
                .sentence = "Screens of the app can turn up inside another app."},
    .conclude = when_fact,
};

const Rule and_man_019d{
    .id = "AND-MAN-019d",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "The app wants to run at all times",
    .why =
        "Only parts of the operating system should run without pause; an ordinary app that asks for it drains the "
        "battery and evades control.",
    .would_pass = "The vendor removes the attribute android:persistent.",
    .citation = "Android developer documentation, \"<application>\", android:persistent",
    .effective = "2008-09-23",
    .mapping = {"MASVS-PLATFORM-1", "", "CWE-250", hipaa::risk_analysis, vetting::vulnerability_types},
    .trigger = {.name = fact::android_persistent,
                .wanted = "true",
                .sentence = "The app asks to run at all times, which is meant for the operating system."},
    .conclude = when_fact,
};

const Rule and_man_019e{
    .id = "AND-MAN-019e",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "The app asks to run in the slow, safe mode",
    .why = "This setting serves to hunt errors and has no place in a finished product.",
    .would_pass = "The vendor removes vmSafeMode.",
    .citation = "Android developer documentation, \"<application>\", android:vmSafeMode",
    .effective = "2010-05-20",
    .mapping = {"MASVS-CODE-4", "", "CWE-489", hipaa::risk_analysis, vetting::requirements},
    .trigger = {.name = fact::android_vm_safe_mode,
                .wanted = "true",
                .sentence = "The app asks to run in a mode that serves to hunt errors."},
    .conclude = when_fact,
};

const Rule and_man_019f{
    .id = "AND-MAN-019f",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "The app can be observed with developer tools",
    .why =
        "Profiling shows what a program does and which data it handles. Whoever has the device and a cable can use it.",
    .would_pass = "The vendor sets profileable to false for the released app.",
    .citation = "Android developer documentation, \"<profileable>\"",
    .effective = "2019-09-03",
    .mapping = {"MASVS-RESILIENCE-4", "", "CWE-489", hipaa::access_control, vetting::requirements},
    .trigger = {.name = fact::android_profileable,
                .wanted = "shell",
                .sentence = "With a cable, developer tools can observe what the app does."},
    .conclude = when_fact,
};

const Rule and_man_019g{
    .id = "AND-MAN-019g",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "A protection of memory is switched off",
    .why = "Tagged memory makes errors harder to exploit. Switching it off is meant as a stopgap.",
    .would_pass = "The vendor removes allowNativeHeapPointerTagging=\"false\".",
    .citation = "Android developer documentation, \"<application>\", android:allowNativeHeapPointerTagging",
    .effective = "2020-09-08",
    .mapping = {"MASVS-CODE-4", "", "CWE-119", hipaa::risk_analysis, vetting::requirements},
    .trigger = {.name = fact::android_allow_native_heap_pointer_tagging,
                .wanted = "false",
                .sentence = "The app switches off a protection that makes programming errors harder to exploit."},
    .conclude = when_fact,
};

const Rule and_man_019h{
    .id = "AND-MAN-019h",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "The app runs before the device is unlocked",
    .why = "Data that is usable before anybody has unlocked the device is protected less.",
    .would_pass = "The vendor keeps patient data out of the storage that is open before unlocking, and says so.",
    .citation = "Android developer documentation, \"<application>\", android:directBootAware",
    .effective = "2016-08-22",
    .mapping = {"MASVS-STORAGE-1", "", "CWE-311", hipaa::encryption_at_rest, vetting::requirements},
    .trigger =
        {.name = fact::android_direct_boot_aware,
         .wanted = "true",
         .sentence =
             "Parts of the app run before anybody has unlocked the device; data kept for them is protected less."},
    .conclude = when_fact,
};

const Rule and_man_019i{
    .id = "AND-MAN-019i",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "The app asks for much memory",
    .why = "An app that needs much memory slows the device down, or is closed in the middle of work.",
    .would_pass = "Nothing needs to be done; test the app on the devices in use.",
    .citation = "Android developer documentation, \"<application>\", android:largeHeap",
    .effective = "2011-02-22",
    .mapping = {"MASVS-CODE-4", "", "CWE-400", hipaa::risk_analysis, vetting::requirements},
    .trigger = {.name = fact::android_large_heap,
                .wanted = "true",
                .sentence = "The app asks the device for a large amount of memory."},
    .conclude = when_fact,
};

const Rule and_man_030{
    .id = "AND-MAN-030",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::block,
    .title = "The app is open to debugging",
    .why =
        "Anybody who gets hold of the device can read and change everything the app does and stores, without a "
        "password.",
    .would_pass = "The vendor delivers a release build (android:debuggable is false).",
    .citation = "Android developer documentation, \"<application>\", android:debuggable",
    .effective = "2008-09-23",
    .mapping = {"MASVS-RESILIENCE-4", "MASTG-TEST-0226", "CWE-489", hipaa::access_control,
                vetting::vulnerability_types},
    .trigger = {.name = fact::android_debuggable,
                .wanted = "true",
                .sentence = "The app was built for debugging: with a cable, anybody can read and change its data."},
    .conclude = when_fact,
};

const Rule and_man_031{
    .id = "AND-MAN-031",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::high,
    .title = "The app is a test build",
    .why = "Test builds are not meant for use and cannot be installed in the ordinary way.",
    .would_pass = "The vendor delivers a release build (android:testOnly is false).",
    .citation = "Android developer documentation, \"<application>\", android:testOnly",
    .effective = "2009-09-15",
    .mapping = {"MASVS-CODE-4", "", "CWE-489", hipaa::risk_analysis, vetting::requirements},
    .trigger = {.name = fact::android_test_only,
                .wanted = "true",
                .sentence = "The vendor marked this package as a test build."},
    .conclude = when_fact,
};

const Rule and_man_032{
    .id = "AND-MAN-032",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "The app can steer another app for tests",
    .why = "Such a part can press buttons and read the content of the app it belongs to. It is meant for development.",
    .would_pass = "The vendor removes the instrumentation from the release.",
    .citation = "Android developer documentation, \"<instrumentation>\"",
    .effective = "2008-09-23",
    .mapping = {"MASVS-CODE-4", "", "CWE-489", hipaa::access_control, vetting::vulnerability_types},
    .trigger = {.name = fact::android_instrumentation,
                .sentence = "The package holds a part for steering the app {subject} in tests."},
    .conclude = when_fact,
};

const Rule and_man_033{
    .id = "AND-MAN-033",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "The app may be moved to a memory card",
    .why = "What lies on a memory card can be taken out and read elsewhere.",
    .would_pass = "The vendor removes installLocation=\"preferExternal\".",
    .citation = "Android developer documentation, \"<manifest>\", android:installLocation",
    .effective = "2010-05-20",
    .mapping = {"MASVS-STORAGE-2", "", "CWE-922", hipaa::media, vetting::requirements},
    .trigger = {.name = fact::android_install_location,
                .wanted = "preferExternal",
                .sentence = "The app prefers to be installed on a memory card."},
    .conclude = when_fact,
};

const Rule and_man_034{
    .id = "AND-MAN-034",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "The app takes over the data of an older app",
    .why = "The older app's data becomes this app's. Make sure that it is the successor you know.",
    .would_pass = "The vendor names the earlier app and why its data is taken over.",
    .citation = "Android platform source, PackageParser, <original-package>",
    .effective = "2009-09-15",
    .mapping = {"MASVS-STORAGE-1", "", "CWE-282", hipaa::integrity, vetting::intake},
    .trigger = {.name = fact::android_original_package,
                .sentence = "The app takes over the data of the older app {value}."},
    .conclude = when_fact,
};

}  // namespace formulary::domain
