// Rules about an app that comes in several files: whether they are one app, by one vendor, and all of it.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

const Rule and_man_023a{
    .id = "AND-MAN-023a",
    .format = "apk-set",
    .family = "package set",
    .severity = Severity::high,
    .title = "The parts of the app do not fit together",
    .why =
        "A phone puts an app together from several files. If these contradict each other, or one is missing, what runs "
        "is not what was examined.",
    .would_pass = "The vendor delivers the parts of one app in one version, complete and without contradictions.",
    .citation = "Android developer documentation, \"Configure APK splits\"; NIST SP 800-163 revision 1, section 3.2",
    .effective = "2019-04-19",
    .mapping = {"MASVS-CODE-4", "", "CWE-1357", hipaa::integrity, vetting::testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::apk_set_no_base, "The main part of the app is missing."},
              {anomaly::apk_set_not_a_package,
               "The file {subject} is called a part of the app and cannot be read as one."},
              {anomaly::apk_set_package_differs, "The file {subject} is a part of another app."},
              {anomaly::apk_set_version_differs, "The file {subject} is a part of another version of the app."},
              {anomaly::apk_set_alternative_differs,
               "The file {subject} is the same app for other devices, but says different things about it."},
              {anomaly::apk_set_component_differs, "Two parts of the app describe {subject} differently."},
              {anomaly::apk_set_split_duplicate, "Two files are the same part of the app ({subject})."},
              {anomaly::apk_set_split_orphan, "A part of the app needs another one that is missing ({subject})."},
              {anomaly::apk_set_split_missing, "The app does not run without parts that are missing ({subject})."},
              {anomaly::apk_set_split_kind, "The part {subject} should hold only settings, but brings program code."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_man_023b{
    .id = "AND-MAN-023b",
    .format = "apk-set",
    .family = "package set",
    .severity = Severity::high,
    .title = "The parts of the app are not all by the same signer",
    .why =
        "Phones refuse an app whose parts are signed by different people. Where they are, somebody has put in a file "
        "that is not the vendor's.",
    .would_pass = "The vendor delivers all parts signed with the same key.",
    .citation = "Android developer documentation, \"Sign your app\"; NIST SP 800-163 revision 1, section 3.2",
    .effective = "2019-04-19",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-345", hipaa::integrity, vetting::testing},
    .trigger =
        {.name = anomaly::apk_set_signer_differs,
         .sentence =
             "The file {subject} is signed by somebody else than the main part, or its signature does not hold."},
    .conclude = when_anomaly,
};

const Rule and_man_023c{
    .id = "AND-MAN-023c",
    .format = "apk-set",
    .family = "package set",
    .severity = Severity::warn,
    .title = "The list of contents does not fit the contents",
    .why =
        "People and installers go by the list that comes with the parts, phones by the parts themselves. Where they "
        "differ, what is installed is not what was announced.",
    .would_pass = "The vendor delivers the set as the build tools made it.",
    .citation = "bundletool, commands.proto (BuildApksResult)",
    .effective = "2019-04-19",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-345", hipaa::integrity, vetting::testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::apk_set_index_malformed, "The list of contents ({subject}) cannot be read."},
              {anomaly::apk_set_index_differs, "What the list of contents says of {subject} is not so."},
          };
          return for_anomalies(rule, input, table);
        },
};

}  // namespace formulary::domain
