// Rules about code that is not where an examination can see it: loaded from elsewhere, packed, hidden, missing.
#include <set>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

/// Libraries that load code as part of a service of the platform's vendor, or code of the package itself.
enum class Loader { unknown, play_services, own_package };

Loader loader_of(std::string_view class_name) {
  for (const std::string_view prefix : {"androidx.multidex.", "android.support.multidex."}) {
    if (class_name.starts_with(prefix)) return Loader::own_package;
  }
  return class_name.starts_with("com.google.android.gms.") ? Loader::play_services : Loader::unknown;
}

std::vector<Finding> loads_code(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* load : input.all(fact::android_code_dynamic_loading)) {
    const Loader loader = loader_of(load->value);
    if (loader == Loader::own_package) continue;
    Finding one = finding(
        rule, load->value,
        "A part of the app (" + shown(load->value) + ") loads program code that is not among the package's code files.",
        load->evidence);
    if (loader == Loader::play_services) {
      one.severity = Severity::ask;
      one.sentence = "A library of Google's (" + short_name(load->value) +
                     ") loads program code from Google's services on the phone. Is that covered?";
    }
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<Finding> missing_classes(const Rule& rule, const RuleInput& input) {
  // The base of an APK set names parts whose code comes in another package of the set.
  const bool in_parts = input.is(fact::android_split_required, "true");
  std::vector<Finding> out;
  for (const Fact* missing : input.all(fact::android_code_missing_class)) {
    Finding one = finding(rule, missing->value,
                          "The app names a part (" + short_name(missing->value) + ") whose code is not in the package.",
                          missing->evidence);
    if (in_parts) one.severity = Severity::ask;
    out.push_back(std::move(one));
  }
  return out;
}

/// One finding for each class that uses an interface of the trigger's kind.
std::vector<Finding> by_caller(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* use : input.all(rule.trigger.name)) {
    out.push_back(
        finding(rule, use->value, fill(rule.trigger.sentence, use->subject, short_name(use->value)), use->evidence));
  }
  return out;
}

/// `ward` for `lib/arm64-v8a/libward.so`
std::string library_name(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  if (name.starts_with("lib")) name.remove_prefix(3);
  if (name.ends_with(".so")) name.remove_suffix(3);
  return std::string(name);
}

std::vector<Finding> missing_libraries(const Rule& rule, const RuleInput& input) {
  // Libraries of a processor architecture of their own come in splits of an APK set.
  std::set<std::string> present;
  for (const Fact* library : input.all(fact::container_native_library)) present.insert(library_name(library->value));
  std::vector<Finding> out;
  for (const Fact* loaded : input.all(fact::android_code_native_library)) {
    if (present.contains(loaded->value)) continue;
    out.push_back(finding(rule, loaded->value,
                          "The app loads the native library " + shown(loaded->value) +
                              ", which is not in this package. Where does it come from?",
                          loaded->evidence));
  }
  return out;
}

std::vector<Finding> unused_libraries(const Rule& rule, const RuleInput& input) {
  // An activity in native code names its library in the manifest.
  if (input.find(fact::android_meta_data, "android.app.lib_name") != nullptr) return {};
  if (!input.all(fact::android_code_native_library).empty() || !input.all(fact::android_code_native_classes).empty() ||
      !input.all(fact::android_code_native_loading).empty() || input.all(fact::android_dex).empty()) {
    return {};
  }
  std::set<std::string> names;
  std::vector<Finding> out;
  for (const Fact* library : input.all(fact::container_native_library)) {
    if (!names.insert(library_name(library->value)).second) continue;
    out.push_back(finding(rule, library_name(library->value),
                          "The package brings along the native library " + shown(library_name(library->value)) +
                              ", and nothing in its code loads it. What is it for?",
                          library->evidence));
  }
  return out;
}

}  // namespace

const Rule and_dex_002a{
    .id = "AND-DEX-002a",
    .format = "apk",
    .family = "origin",
    .severity = Severity::warn,
    .title = "Loads program code from elsewhere",
    .why = "What an app loads when it runs has not been examined, and can be another thing tomorrow.",
    .would_pass =
        "The vendor delivers all code in the package, or shows what is loaded, from where, and how it is checked.",
    .citation = "Android developer documentation, \"Dynamic code loading\" (security risks); CWE-829",
    .effective = "2023-09-01",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-829", hipaa::malicious_software, vetting::vulnerability_types},
    .conclude = loads_code,
};

const Rule and_dex_002b{
    .id = "AND-DEX-002b",
    .format = "apk",
    .family = "origin",
    .severity = Severity::warn,
    .title = "The code is packed",
    .why =
        "A packed app hides its program until it runs. What was examined is the wrapping; malware uses the same "
        "products.",
    .would_pass = "The vendor delivers a package that is not packed for examination, or vouches for what is inside.",
    .citation = "OWASP MASTG, MASTG-TEST-0051, \"Testing Obfuscation\"; NIST SP 800-163 revision 1, section 4.1.2",
    .effective = "2019-04-19",
    .mapping = {"MASVS-RESILIENCE-3", "MASTG-TEST-0051", "CWE-656", hipaa::malicious_software, vetting::binary_testing},
    .trigger = {.name = fact::android_code_packer,
                .sentence = "The app's code is wrapped by {subject}, so that it cannot be examined ({value})."},
    .conclude = when_fact,
};

const Rule and_dex_002c{
    .id = "AND-DEX-002c",
    .format = "apk",
    .family = "origin",
    .severity = Severity::warn,
    .title = "Parts of the app have no code in the package",
    .why =
        "The phone is told to start something that the package does not have. Packed apps look like that: the code "
        "appears when the app runs.",
    .would_pass = "The vendor delivers the package with all its parts, or removes the part from the manifest.",
    .citation = "Android developer documentation, \"App manifest overview\", app components",
    .effective = "2019-04-19",
    .mapping = {"MASVS-RESILIENCE-3", "MASTG-TEST-0051", "CWE-912", hipaa::malicious_software, vetting::binary_testing},
    .conclude = missing_classes,
};

const Rule and_dex_002d{
    .id = "AND-DEX-002d",
    .format = "apk",
    .family = "origin",
    .severity = Severity::ask,
    .title = "A native library is missing",
    .why =
        "The app loads a library that was not examined, because it is not in this package. In an APK set it may be in "
        "another part.",
    .would_pass = "The vendor delivers the package, or the APK set, with all its libraries.",
    .citation =
        "Android developer documentation, \"JNI tips\", native libraries; NIST SP 800-163 revision 1, section 3.1",
    .effective = "2019-04-19",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-829", hipaa::malicious_software, vetting::intake},
    .conclude = missing_libraries,
};

const Rule and_dex_002e{
    .id = "AND-DEX-002e",
    .format = "apk",
    .family = "origin",
    .severity = Severity::ask,
    .title = "A native library without use",
    .why = "Code that nothing seems to load is either left over or loaded in a hidden way.",
    .would_pass = "The vendor explains the library, or removes it.",
    .citation = "NIST SP 800-163 revision 1, section 4.1.2; CWE-912",
    .effective = "2019-04-19",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-912", hipaa::malicious_software, vetting::binary_testing},
    .conclude = unused_libraries,
};

const Rule and_dex_002f{
    .id = "AND-DEX-002f",
    .format = "apk",
    .family = "origin",
    .severity = Severity::ask,
    .title = "Starts programs of the system",
    .why =
        "Apps seldom need to start other programs. Some do it to find out about the phone, some to do what they may "
        "not.",
    .would_pass = "The vendor explains which programs are started, and why.",
    .citation = "Android developer documentation, Runtime.exec; CWE-78",
    .effective = "2019-04-19",
    .mapping = {"MASVS-CODE-4", "MASTG-TEST-0025", "CWE-78", hipaa::malicious_software, vetting::vulnerability_types},
    .trigger = {.name = fact::android_code_program,
                .sentence = "A part of the app ({value}) starts programs of the phone's system. Which, and why?"},
    .conclude = by_caller,
};

const Rule and_dex_002g{
    .id = "AND-DEX-002g",
    .format = "apk",
    .family = "origin",
    .severity = Severity::warn,
    .title = "Loads native code by its path",
    .why = "A library that is loaded by its path may come from outside of the package, where others can replace it.",
    .would_pass =
        "The vendor loads libraries of the package by name, or shows where the file comes from and how it is checked.",
    .citation = "Android developer documentation, \"Dynamic code loading\" (security risks)",
    .effective = "2023-09-01",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-114", hipaa::malicious_software, vetting::vulnerability_types},
    .trigger = {.name = fact::android_code_native_loading,
                .sentence = "A part of the app ({value}) loads native code from a file that it names by its path."},
    .conclude = by_caller,
};

const Rule and_dex_002h{
    .id = "AND-DEX-002h",
    .format = "apk",
    .family = "origin",
    .severity = Severity::high,
    .title = "The code files contradict themselves",
    .why = "A code file that two programs read differently shows the examiner one program and the phone another.",
    .would_pass = "The vendor delivers code made by the standard tools.",
    .citation = "Android platform documentation, \"Dalvik executable format\"",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::malicious_software, vetting::binary_testing},
    .conclude =
        [](const Rule& self, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::dex_magic, "A code file ({subject}) does not begin like one."},
              {anomaly::dex_truncated, "A code file ({subject}) is cut off."},
              {anomaly::dex_endian_tag, "A code file ({subject}) is written in a way that phones do not read."},
              {anomaly::dex_header_size, "A code file ({subject}) begins in an unusual way."},
              {anomaly::dex_container, "A part of a code file ({subject}) contradicts the whole."},
              {anomaly::dex_table_bounds, "A table of a code file ({subject}) leaves the file."},
              {anomaly::dex_table_overlap, "Two tables of a code file ({subject}) overlap."},
              {anomaly::dex_map, "The table of contents of a code file ({subject}) contradicts the file."},
              {anomaly::dex_string, "A text in a code file ({subject}) is damaged."},
              {anomaly::dex_order, "A table of a code file ({subject}) is not in order."},
              {anomaly::dex_index, "A code file ({subject}) refers to something that it does not have."},
              {anomaly::dex_duplicate_class, "A code file has two programs of the same name ({subject})."},
              {anomaly::dex_class_data, "A part of the code ({subject}) cannot be read to its end."},
              {anomaly::dex_instructions, "The instructions of a part of the code ({subject}) leave their place."},
          };
          return for_anomalies(self, input, table);
        },
};

const Rule and_dex_002i{
    .id = "AND-DEX-002i",
    .format = "apk",
    .family = "origin",
    .severity = Severity::warn,
    .title = "A code file is not as phones expect it",
    .why = "Standard tools do not produce such files. Data in odd places can be a hidden program.",
    .would_pass = "The vendor delivers code made by the standard tools.",
    .citation = "Android platform documentation, \"Dalvik executable format\"",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-345", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& self, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::dex_version, "A code file has a version that no phone knows ({subject})."},
              {anomaly::dex_trailing_data, "There is data behind the end of a code file ({subject})."},
              {anomaly::dex_checksum,
               "A code file ({subject}) does not have the checksum that it declares, so phones refuse it."},
              {anomaly::dex_not_loaded, "The package has a code file that phones do not load ({subject})."},
          };
          return for_anomalies(self, input, table);
        },
};

const Rule and_dex_002j{
    .id = "AND-DEX-002j",
    .format = "apk",
    .family = "origin",
    .severity = Severity::info,
    .title = "Reaches code by its name",
    .why =
        "Code that is called by a name which is put together when the app runs cannot be followed from outside. Many "
        "libraries do so for good reasons; hidden functions do, too.",
    .would_pass = "Nothing needs to be done; where the app is suspected, a reviewer looks at what is called.",
    .citation = "NIST SP 800-163 revision 1, section 4.1.2; Android developer documentation, java.lang.reflect",
    .effective = "2019-04-19",
    .mapping = {"MASVS-RESILIENCE-3", "MASTG-TEST-0051", "CWE-912", hipaa::malicious_software, vetting::binary_testing},
    .trigger = {.name = fact::android_code_reflection,
                .sentence = "Parts of the app reach code by its name ({subject}; classes that do so: {value})."},
    .conclude = when_fact,
};

const Rule and_dex_002k{
    .id = "AND-DEX-002k",
    .format = "apk",
    .family = "origin",
    .severity = Severity::ask,
    .title = "A native library belongs to code that is not there",
    .why =
        "The library offers functions to a part of the app that the package does not have. It is left over, or that "
        "part gets onto the phone in another way.",
    .would_pass = "The vendor explains what the library is for, or removes it.",
    .citation =
        "NIST SP 800-163 revision 1, section 4.1.2; Java Native Interface specification, \"Resolving Native Method "
        "Names\"",
    .effective = "2019-04-19",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-912", hipaa::malicious_software, vetting::binary_testing},
    .trigger = {.name = fact::android_native_java_class_missing,
                .sentence = "The native library {subject} has functions for {value}, which is not in the package. What "
                            "is it for?"},
    .conclude = when_fact,
};

const Rule and_dex_002l{
    .id = "AND-DEX-002l",
    .format = "apk",
    .family = "origin",
    .severity = Severity::info,
    .title = "Looks whether the phone was opened up",
    .why =
        "On a phone whose protections were taken off (\"rooted\"), every app's data can be read. It is a good sign "
        "when "
        "an app looks; check what it does then.",
    .would_pass = "Nothing needs to be done; the vendor can say what the app does on such a phone.",
    .citation = "OWASP MASTG, MASTG-TEST-0045, \"Testing Root Detection\"",
    .effective = "2023-09-29",
    .mapping = {"MASVS-RESILIENCE-1", "MASTG-TEST-0045", "CWE-693", hipaa::risk_analysis, vetting::requirements},
    .conclude =
        [](const Rule& self, const RuleInput& input) {
          const auto signs = input.all(fact::android_code_root_detection);
          if (signs.empty()) return std::vector<Finding>();
          return std::vector<Finding>{finding(
              self, {},
              "The app looks for signs that the phone was opened up, such as " + shown(signs.front()->value) + ".",
              signs.front()->evidence)};
        },
};

}  // namespace formulary::domain
