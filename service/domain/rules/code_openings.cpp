// Rules about what the app's code opens to web pages, to the phone's log and to other apps.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

std::vector<Finding> opens(const Rule& rule, const RuleInput& input, std::span<const AnomalySentence> interfaces) {
  std::vector<Finding> out;
  for (const auto& [interface, sentence] : interfaces) {
    for (const Fact* use : input.all(fact::android_code_webview, interface)) {
      out.push_back(finding(rule, use->value, fill(sentence, short_name(use->value), {}), use->evidence));
    }
  }
  return out;
}

/// One finding for all interfaces of a topic: how many classes use them does not make it worse.
std::vector<Finding> once(const Rule& rule, const RuleInput& input) {
  const auto uses = input.all(rule.trigger.name);
  if (uses.empty()) return {};
  return {finding(rule, {}, std::string(rule.trigger.sentence), uses.front()->evidence)};
}

}  // namespace

const Rule and_dex_001m{
    .id = "AND-DEX-001m",
    .format = "apk",
    .family = "code",
    .severity = Severity::ask,
    .title = "Web pages can call into the app",
    .why =
        "A page that is shown in the app can then use the app's functions. If a foreign page gets in there, it can, "
        "too.",
    .would_pass = "The vendor shows that only its own pages, over encrypted connections, are shown there.",
    .citation =
        "OWASP MASVS v2.0.0, MASVS-PLATFORM-2; OWASP MASTG, MASTG-TEST-0033, \"Testing for Java Objects Exposed "
        "Through WebViews\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-PLATFORM-2", "MASTG-TEST-0033", "CWE-749", hipaa::access_control, vetting::vulnerability_types},
    .conclude =
        [](const Rule& self, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {"android.webkit.WebView.addJavascriptInterface",
               "Web pages that a part of the app ({subject}) shows can call into the app. Which pages are shown "
               "there?"},
              {"androidx.webkit.WebViewCompat.addWebMessageListener",
               "Web pages that a part of the app ({subject}) shows can send it messages. Which pages are allowed to?"},
          };
          return opens(self, input, table);
        },
};

const Rule and_dex_001n{
    .id = "AND-DEX-001n",
    .format = "apk",
    .family = "code",
    .severity = Severity::warn,
    .title = "Web pages can reach the app's files",
    .why = "A page that is shown in the app may then read what the app has stored, and send it away.",
    .would_pass = "The vendor switches the access to files off, or shows that no foreign page gets there.",
    .citation =
        "OWASP MASVS v2.0.0, MASVS-PLATFORM-2; OWASP MASTG, MASTG-TEST-0252, \"References to Local File Access in "
        "WebViews\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-PLATFORM-2", "MASTG-TEST-0252", "CWE-200", hipaa::access_control, vetting::vulnerability_types},
    .conclude =
        [](const Rule& self, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {"android.webkit.WebSettings.setAllowFileAccess",
               "A part of the app ({subject}) lets web pages open files of the phone."},
              {"android.webkit.WebSettings.setAllowFileAccessFromFileURLs",
               "A part of the app ({subject}) lets web pages that are files read other files."},
              {"android.webkit.WebSettings.setAllowUniversalAccessFromFileURLs",
               "A part of the app ({subject}) lets web pages that are files read anything, from any server."},
              {"android.webkit.WebSettings.setMixedContentMode",
               "A part of the app ({subject}) lets encrypted web pages load unencrypted parts."},
          };
          return opens(self, input, table);
        },
};

const Rule and_dex_001o{
    .id = "AND-DEX-001o",
    .format = "apk",
    .family = "code",
    .severity = Severity::warn,
    .title = "Web pages in the app are open to debugging",
    .why = "Whoever has the phone in hand can then look into the pages that the app shows, and change them.",
    .would_pass = "The vendor switches this off in what it delivers.",
    .citation =
        "OWASP MASVS v2.0.0, MASVS-RESILIENCE-4; OWASP MASTG, MASTG-TEST-0227, \"Debugging Enabled for WebViews\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-RESILIENCE-4", "MASTG-TEST-0227", "CWE-489", hipaa::access_control,
                vetting::vulnerability_types},
    .conclude =
        [](const Rule& self, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {"android.webkit.WebView.setWebContentsDebuggingEnabled",
               "A part of the app ({subject}) opens the web pages that it shows to debugging."},
          };
          return opens(self, input, table);
        },
};

const Rule and_dex_001p{
    .id = "AND-DEX-001p",
    .format = "apk",
    .family = "code",
    .severity = Severity::info,
    .title = "Writes to the phone's log",
    .why = "What an app writes to the log can end up in error reports. Patient data must not be in it.",
    .would_pass = "The vendor confirms that no personal data is written to the log.",
    .citation = "OWASP MASVS v2.0.0, MASVS-STORAGE-2; OWASP MASTG, MASTG-TEST-0231, \"References to Logging APIs\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-STORAGE-2", "MASTG-TEST-0231", "CWE-532", hipaa::disclosure, vetting::vulnerability_types},
    .trigger = {.name = fact::android_code_logging, .sentence = "The app writes to the phone's log."},
    .conclude = once,
};

const Rule and_dex_001q{
    .id = "AND-DEX-001q",
    .format = "apk",
    .family = "code",
    .severity = Severity::info,
    .title = "Uses the clipboard",
    .why = "Other apps may read what is copied to the clipboard, and keyboards may keep it.",
    .would_pass = "The vendor confirms that no patient data is copied.",
    .citation = "Android developer documentation, \"Secure clipboard handling\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-PLATFORM-3", "", "CWE-200", hipaa::disclosure, vetting::vulnerability_types},
    .trigger = {.name = fact::android_code_clipboard, .sentence = "The app reads or writes the clipboard."},
    .conclude = once,
};

}  // namespace formulary::domain
