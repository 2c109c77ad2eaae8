// Rules about runtimes that bring another language to Android, and what they change for this examination.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

/// What a runtime means for what else is said about the app.
struct Change {
  std::string_view runtime;
  std::string_view sentence;
};

std::vector<Finding> changes(const Rule& rule, const RuleInput& input, std::span<const Change> table) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_runtime)) {
    for (const Change& change : table) {
      if (change.runtime == fact->value) {
        out.push_back(finding(rule, change.runtime, std::string(change.sentence), fact->evidence));
      }
    }
  }
  return out;
}

std::vector<Finding> own_connections(const Rule& rule, const RuleInput& input) {
  static constexpr Change table[] = {
      {"Flutter",
       "The app is built with Flutter, which makes connections by itself: the app's network security configuration and "
       "the certificates that the hospital installs on phones do not count for them."},
      {"Qt",
       "The app is built with Qt, which can make connections by itself, without the app's network security "
       "configuration."},
      {"Node.js",
       "The app contains Node.js, which makes connections by itself: the app's network security configuration does not "
       "count for them."},
      {"Python",
       "The app contains Python, which makes connections by itself: the app's network security configuration does not "
       "count for them."},
      {"Adobe AIR", "The app is built with Adobe AIR, which brings a stack of its own for connections."},
  };
  return changes(rule, input, table);
}

std::vector<Finding> other_code(const Rule& rule, const RuleInput& input) {
  static constexpr Change table[] = {
      {"Flutter",
       "Most of the app's own code is a native library made by Flutter, in which calls cannot be looked up."},
      {"React Native", "Most of the app's own code is a bundle of JavaScript (React Native)."},
      {"Cordova",
       "Most of the app's own code is web pages with scripts (Cordova), which can call functions of the phone."},
      {"Capacitor",
       "Most of the app's own code is web pages with scripts (Capacitor), which can call functions of the phone."},
      {".NET (Xamarin, MAUI)", "Most of the app's own code is .NET assemblies."},
      {"Unity", "Most of the app's own code is inside the game engine Unity."},
      {"NativeScript", "Most of the app's own code is scripts (NativeScript)."},
      {"Titanium", "Most of the app's own code is scripts (Titanium)."},
      {"Godot", "Most of the app's own code is inside the game engine Godot."},
      {"Qt", "Most of the app's own code is native code (Qt)."},
      {"Unreal Engine", "Most of the app's own code is inside the game engine Unreal."},
      {"Cocos2d-x", "Most of the app's own code is inside the game engine Cocos2d-x."},
      {"Adobe AIR", "Most of the app's own code is inside Adobe AIR."},
      {"Python", "Part of the app's own code is scripts in Python."},
      {"Node.js", "Part of the app's own code is scripts for Node.js."},
      {"Corona", "Most of the app's own code is inside the game engine Corona."},
  };
  return changes(rule, input, table);
}

}  // namespace

const Rule and_lib_001m{
    .id = "AND-LIB-001m",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::info,
    .title = "Connections do not follow the app's network settings",
    .why = "What is said here about encrypted connections holds for the other part of the app only.",
    .would_pass = "The vendor describes how the app checks servers; a test of the app's connections confirms it.",
    .citation = "OWASP MASTG, MASTG-TECH-0109, \"Intercepting Flutter HTTPS Traffic\"",
    .effective = "2024-01-01",
    .mapping = {"MASVS-NETWORK-1", "", "CWE-295", hipaa::transmission, vetting::testing},
    .conclude = own_connections,
};

const Rule and_lib_001n{
    .id = "AND-LIB-001n",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::info,
    .title = "Most of the app's code is of another kind",
    .why = "Rules that look at Android code do not see it, so that nothing found there says less than usual.",
    .would_pass = "The vendor supplies a report of a test that covers this code.",
    .citation = "NIST SP 800-163 revision 1, section 4.1.2",
    .effective = "2019-04-19",
    .mapping = {"MASVS-CODE-4", "", "CWE-1104", hipaa::risk_analysis, vetting::binary_testing},
    .conclude = other_code,
};

}  // namespace formulary::domain
