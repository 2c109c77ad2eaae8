// Rules about how the manifest and its companions are built: oddities that make the phone and the examiner see
// different things.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

const Rule and_axml_001a{
    .id = "AND-AXML-001a",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "The app's description file is oddly built",
    .why =
        "The phone reads the app's description (its manifest) tolerantly. Oddities that no ordinary tool produces "
        "serve to make examination tools fail.",
    .would_pass = "The vendor builds the package with the standard tools.",
    .citation = "Android platform source, ResourceTypes.h (binary XML)",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::malicious_software, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::axml_malformed, "A description file ({subject}) does not have the structure it must have."},
              {anomaly::axml_file_size, "A description file ({subject}) declares another size than it has."},
              {anomaly::axml_chunk_size, "A part of a description file ({subject}) declares an impossible size."},
              {anomaly::axml_header_size, "A part of a description file ({subject}) begins in an unusual way."},
              {anomaly::axml_unknown_chunk, "A description file ({subject}) holds a part that does not belong there."},
              {anomaly::axml_string_pool, "The texts of a description file ({subject}) are damaged."},
              {anomaly::axml_string, "A text in a description file ({subject}) is damaged."},
              {anomaly::axml_control_character,
               "A name or value in a description file ({subject}) holds an invisible control character."},
              {anomaly::axml_namespace, "The names in a description file ({subject}) are marked in a misleading way."},
              {anomaly::axml_namespace_in_name, "A name in a description file ({subject}) pretends to be another one."},
              {anomaly::axml_attribute_layout,
               "The settings in a description file ({subject}) are not laid out as the usual tools do."},
              {anomaly::axml_attribute_unnamed, "A setting in a description file ({subject}) has no name."},
              {anomaly::axml_unbalanced, "The parts of a description file ({subject}) do not open and close in pairs."},
              {anomaly::axml_depth, "A description file ({subject}) is nested implausibly deep."},
              {anomaly::axml_trailing_data, "There is data behind the end of a description file ({subject})."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_axml_001b{
    .id = "AND-AXML-001b",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "A setting has two values",
    .why =
        "When a setting in the app's description is given twice, the phone and the examiner may heed different ones.",
    .would_pass = "The vendor builds the package with the standard tools.",
    .citation = "Android platform source, ResourceTypes.h (binary XML)",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::malicious_software, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::axml_attribute_duplicate, "A setting in the app's description ({subject}) is given twice."},
              {anomaly::axml_attribute_raw_value,
               "The text of a setting in the app's description ({subject}) differs from its value."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_axml_001c{
    .id = "AND-AXML-001c",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::block,
    .title = "The app's description cannot be read",
    .why = "Without its description (the manifest) nothing can be said about what the app may do.",
    .would_pass = "The vendor delivers a package with a readable AndroidManifest.xml.",
    .citation = "Android developer documentation, \"App manifest overview\"",
    .effective = "2008-09-23",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::malicious_software, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::manifest_missing, "The package has no description (manifest) that can be read."},
              {anomaly::manifest_not_a_manifest,
               "The file in the place of the app's description (manifest) is something else."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_axml_001d{
    .id = "AND-AXML-001d",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "The app's resources are oddly built",
    .why =
        "Names, texts and settings of an app come from its resource table. If that is damaged, what people see may "
        "differ from what is examined.",
    .would_pass = "The vendor builds the package with the standard tools.",
    .citation = "Android platform source, ResourceTypes.h (resource table)",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::arsc_malformed, "The app's resource table is damaged."},
              {anomaly::arsc_missing, "The app refers to a resource table that it does not have."},
              {anomaly::arsc_cycle, "The app's resources refer to each other without end."},
              {anomaly::arsc_duplicate_package, "The app's resource table contradicts itself."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_axml_001e{
    .id = "AND-AXML-001e",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::warn,
    .title = "The app's description holds parts that the phone ignores or rejects",
    .why = "Parts in the wrong place or without a name are ignored by the phone, but may mislead an examiner.",
    .would_pass = "The vendor removes the faulty parts.",
    .citation = "Android developer documentation, \"App manifest file structure\"",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::manifest_duplicate_element,
               "A part of the app's description that may occur once occurs again ({subject})."},
              {anomaly::manifest_misplaced_element,
               "A part of the app's description is where the phone ignores it ({subject})."},
              {anomaly::manifest_nameless, "A part of the app's description has no proper name ({subject})."},
              {anomaly::manifest_invalid_value,
               "A setting in the app's description has a value that the phone does not accept ({subject})."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_axml_001f{
    .id = "AND-AXML-001f",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::block,
    .title = "A description file is not what it must be",
    .why = "The phone expects a compiled file in this place. Anything else is either broken or made to deceive.",
    .would_pass = "The vendor builds the package with the standard tools.",
    .citation = "Android platform source, ResourceTypes.h (binary XML)",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::malicious_software, vetting::binary_testing},
    .trigger = {.name = anomaly::axml_not_binary, .sentence = "The file {subject} is not a compiled description file."},
    .conclude = when_anomaly,
};

const Rule and_axml_001g{
    .id = "AND-AXML-001g",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::info,
    .title = "A reference leads nowhere",
    .why = "Where a name, a picture or a setting is missing, the phone uses a default of its own.",
    .would_pass = "The vendor removes the reference or delivers what it refers to.",
    .citation = "Android developer documentation, \"App resources overview\"",
    .effective = "2008-09-23",
    .mapping = {"MASVS-CODE-4", "", "CWE-1357", hipaa::risk_analysis, vetting::requirements},
    .trigger = {.name = anomaly::arsc_unresolved,
                .sentence = "The app refers to something that it does not have ({subject})."},
    .conclude = when_anomaly,
};

const Rule and_axml_001h{
    .id = "AND-AXML-001h",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::high,
    .title = "A setting that the phone does not see",
    .why =
        "In the app's description a setting stands where the phone does not look for it. People and many tools see it, "
        "so that they judge another app than the phone runs.",
    .would_pass = "The vendor builds the package with the standard tools.",
    .citation = "Android platform source, AttributeFinder.h (order of attributes)",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::malicious_software, vetting::binary_testing},
    .trigger = {.name = anomaly::axml_attribute_order,
                .sentence = "The phone does not see the setting {subject} of the app's description."},
    .conclude = when_anomaly,
};

const Rule and_axml_002{
    .id = "AND-AXML-002",
    .format = "apk",
    .family = "manifest",
    .severity = Severity::block,
    .title = "A setting in disguise",
    .why =
        "In the app's description a setting bears the name of another one. The phone goes by a hidden number, people "
        "and many tools by the name: so they see different apps.",
    .would_pass = "The vendor builds the package with the standard tools.",
    .citation = "Android platform source, ResourceTypes.h (binary XML)",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::malicious_software, vetting::binary_testing},
    .trigger = {.name = anomaly::axml_attribute_disguised,
                .sentence = "A setting in {subject} is named differently from what the phone takes it for."},
    .conclude = when_anomaly,
};

}  // namespace formulary::domain
