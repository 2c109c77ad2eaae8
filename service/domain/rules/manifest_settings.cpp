// Rules about settings of the manifest that seldom decide anything, and that whoever approves an app should have seen:
// how its storage, its memory and its libraries are handled, and how it looks on the screen.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

/// Without native libraries there is nothing to copy; and a store that is told to leave them uncompressed decides for
/// the bundle.
std::vector<Finding> copied_libraries(const Rule& rule, const RuleInput& input) {
  const Fact* copied = input.find(fact::android_extract_native_libs);
  if (copied == nullptr || copied->value != "true" || input.all(fact::container_native_library).empty()) return {};
  if (input.value(fact::aab_optimization, "uncompressed-native-libraries") == "true") return {};
  return {
      finding(rule, {}, "At installation the app's native libraries are copied out of the package.", copied->evidence)};
}

}  // namespace

const Rule and_man_018d{
    .id = "AND-MAN-018d",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "A part of the app runs apart from the rest",
    .why =
        "An isolated part has no permissions and no access to the app's data, which is a protection: a program that "
        "breaks into it gets no further.",
    .would_pass = "Nothing needs to be done; the vendor can say what is handled there.",
    .citation = "Android developer documentation, \"<service>\", android:isolatedProcess",
    .effective = "2012-07-09",
    .mapping = {"MASVS-PLATFORM-1", "", "CWE-653", hipaa::access_control, vetting::requirements},
    .trigger = {.name = fact::android_component_isolated,
                .wanted = "true",
                .sentence = "The part {subject} runs in a process of its own without any rights."},
    .conclude = when_fact,
};

const Rule and_man_019j{
    .id = "AND-MAN-019j",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "The app itself decides what clearing its data removes",
    .why =
        "Who wants to clear the app's data in the phone's settings gets to a screen of the app instead, which may keep "
        "some of it.",
    .would_pass = "The vendor says what that screen leaves behind, or removes android:manageSpaceActivity.",
    .citation = "Android developer documentation, \"<application>\", android:manageSpaceActivity",
    .effective = "2008-09-23",
    .mapping = {"MASVS-STORAGE-2", "", "CWE-212", hipaa::media, vetting::requirements},
    .trigger = {.name = fact::android_manage_space_activity,
                .sentence = "To clear the app's data, the phone's settings open the app's own screen {value}."},
    .conclude = when_fact,
};

const Rule and_man_019k{
    .id = "AND-MAN-019k",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "Native libraries are copied out of the package",
    .why =
        "The copies lie beside the package, where its signature does not watch over them, and the app needs more room "
        "on the phone.",
    .would_pass = "The vendor leaves the libraries in the package (android:extractNativeLibs is false).",
    .citation = "Android developer documentation, \"<application>\", android:extractNativeLibs",
    .effective = "2015-10-05",
    .mapping = {"MASVS-CODE-4", "", "CWE-353", hipaa::integrity, vetting::requirements},
    .conclude = copied_libraries,
};

const Rule and_man_019l{
    .id = "AND-MAN-019l",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "Memory tagging is switched off",
    .why =
        "Newer phones can tag memory, so that programming errors are harder to exploit. The app asks them not to do "
        "so.",
    .would_pass = "The vendor removes android:memtagMode=\"off\".",
    .citation = "Android developer documentation, \"<application>\", android:memtagMode",
    .effective = "2021-10-04",
    .mapping = {"MASVS-CODE-4", "", "CWE-119", hipaa::risk_analysis, vetting::requirements},
    .trigger = {.name = fact::android_memtag_mode,
                .wanted = "off",
                .sentence = "The app asks phones not to tag its memory, which makes programming errors easier to "
                            "exploit."},
    .conclude = when_fact,
};

const Rule and_man_019m{
    .id = "AND-MAN-019m",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "The search for memory errors is switched off",
    .why =
        "Phones look for memory errors in a small part of all runs, so that vendors learn of them. The app takes no "
        "part in that.",
    .would_pass = "The vendor removes android:gwpAsanMode=\"never\".",
    .citation = "Android developer documentation, \"<application>\", android:gwpAsanMode",
    .effective = "2020-09-08",
    .mapping = {"MASVS-CODE-4", "", "CWE-119", hipaa::risk_analysis, vetting::requirements},
    .trigger = {.name = fact::android_gwp_asan_mode,
                .wanted = "never",
                .sentence = "The app takes no part in the phone's search for memory errors."},
    .conclude = when_fact,
};

const Rule and_man_019n{
    .id = "AND-MAN-019n",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "The app can have another language than the phone",
    .why =
        "Somebody can set the app to a language that the next user of the phone does not read. Check that warnings and "
        "units come in the languages of the staff.",
    .would_pass = "Nothing needs to be done; test the app in the languages in use.",
    .citation = "Android developer documentation, \"<application>\", android:localeConfig",
    .effective = "2022-08-15",
    .mapping = {"MASVS-CODE-4", "", "CWE-1059", hipaa::risk_analysis, vetting::requirements},
    .trigger = {.name = fact::android_locale_config,
                .sentence = "The language of the app can be chosen apart from the phone's, out of a list ({value})."},
    .conclude = when_fact,
};

const Rule and_man_019o{
    .id = "AND-MAN-019o",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "Going back shows the screen before",
    .why =
        "While somebody swipes back, the phone already shows what was on the screen before, such as another patient's "
        "record.",
    .would_pass = "Nothing needs to be done; test that screens with patient data close when the patient is changed.",
    .citation = "Android developer documentation, \"<application>\", android:enableOnBackInvokedCallback",
    .effective = "2022-08-15",
    .mapping = {"MASVS-PLATFORM-3", "", "CWE-200", hipaa::disclosure, vetting::requirements},
    .trigger = {.name = fact::android_enable_on_back_invoked_callback,
                .wanted = "true",
                .sentence = "The gesture for going back shows a picture of the screen before."},
    .conclude = when_fact,
};

}  // namespace formulary::domain
