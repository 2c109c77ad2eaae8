// Rules about the names of the files in a package: doubled, misleading, or leading out of it.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

const Rule and_zip_002a{
    .id = "AND-ZIP-002a",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "The same name twice",
    .why =
        "When a package holds two files of the same name, the examiner may read the one and the phone run the other "
        "(known as Master Key).",
    .would_pass = "The vendor delivers a package in which every file name occurs once.",
    .citation = "CVE-2013-4787 (Master Key); PKWARE APPNOTE.TXT 6.3.10 section 4.3.6",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-694", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = anomaly::zip_duplicate_name,
                .sentence =
                    "The package holds two files named {subject}: it cannot be said which one the phone will use."},
    .conclude = when_anomaly,
};

const Rule and_zip_002b{
    .id = "AND-ZIP-002b",
    .format = "apk",
    .family = "container",
    .severity = Severity::warn,
    .title = "Names that differ only in upper and lower case",
    .why =
        "On some computers one of two such files replaces the other, so that tools may examine something else than the "
        "phone runs.",
    .would_pass = "The vendor delivers a package whose file names differ in more than upper and lower case.",
    .citation = "CWE-178",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-178", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = anomaly::zip_case_collision,
                .sentence = "The name {subject} occurs twice, once with other capital letters."},
    .conclude = when_anomaly,
};

const Rule and_zip_002c{
    .id = "AND-ZIP-002c",
    .format = "apk",
    .family = "container",
    .severity = Severity::high,
    .title = "A file and a folder of the same name",
    .why =
        "No computer can unpack both, so examination tools fail or lose one of them, while the phone, which does not "
        "unpack, reads the file. No ordinary tool produces this.",
    .would_pass = "The vendor delivers a package in which no file has the name of a folder.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 section 4.4.17; CWE-694",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-694", hipaa::malicious_software, vetting::binary_testing},
    .trigger = {.name = anomaly::zip_file_and_folder,
                .sentence = "The file {subject} has the name of a folder that other files are in."},
    .conclude = when_anomaly,
};

const Rule and_zip_003d{
    .id = "AND-ZIP-003d",
    .format = "apk",
    .family = "container",
    .severity = Severity::high,
    .title = "A file with a second, different name",
    .why = "A second name in a hidden place lets one program see another file name than the next.",
    .would_pass = "The vendor delivers a package in which every file has one name.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 section 4.6.9 (Unicode path)",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = anomaly::zip_name_differs,
                .sentence = "The file {subject} carries a second name that differs from its first."},
    .conclude = when_anomaly,
};

const Rule and_zip_004c{
    .id = "AND-ZIP-004c",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "A file name that leads out of the package",
    .why = "A program that unpacks such a file may overwrite files elsewhere on the device.",
    .would_pass = "The vendor delivers a package whose file names stay inside it.",
    .citation = "CWE-22; PKWARE APPNOTE.TXT 6.3.10 section 4.4.17",
    .effective = "2013-07-08",
    .mapping = {"MASVS-CODE-4", "MASTG-TEST-0002", "CWE-22", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::zip_name_absolute,
               "The name {subject} points to a fixed place on the device instead of one in the package."},
              {anomaly::zip_name_parent, "The name {subject} leads out of the folder it belongs to."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_zip_004d{
    .id = "AND-ZIP-004d",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "An unreadable file name",
    .why = "Names with invisible control characters, or none at all, are read differently by different programs.",
    .would_pass = "The vendor delivers a package with ordinary file names.",
    .citation = "CWE-158; PKWARE APPNOTE.TXT 6.3.10 section 4.4.17",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-158", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::zip_name_control, "A file name holds an invisible control character."},
              {anomaly::zip_name_empty, "A file has no name."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_zip_004e{
    .id = "AND-ZIP-004e",
    .format = "apk",
    .family = "container",
    .severity = Severity::warn,
    .title = "An unusual file name",
    .why = "Names that some systems read differently can make tools examine another file than the phone uses.",
    .would_pass = "The vendor delivers a package with ordinary file names of moderate length.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 sections 4.4.17 and appendix D",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::zip_name_backslash,
               "The name {subject} holds a backslash, which some systems take for a folder."},
              {anomaly::zip_name_not_utf8, "The name {subject} is not written in the usual character code."},
              {anomaly::zip_name_too_long, "The name {subject} is longer than a path may be."},
          };
          return for_anomalies(rule, input, table);
        },
};

}  // namespace formulary::domain
