// Rules about the package as an archive. An archive that two programs read differently is a disguise: one shows the
// harmless content to the examiner, the other runs the rest.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

const Rule and_zip_001{
    .id = "AND-ZIP-001",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "Data in front of the package",
    .why =
        "An app file with foreign data in front of it can be two programs at once: the one that was signed and "
        "examined, and another one that the phone runs (known as Janus).",
    .would_pass = "The vendor delivers a package that begins with its first entry.",
    .citation = "CVE-2017-13156; Android Security Bulletin 2017-12-01",
    .effective = "2017-12-01",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-345", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = anomaly::zip_prepended_data,
                .sentence = "The file has data in front of the actual package, as a known attack needs it."},
    .conclude = when_anomaly,
};

const Rule and_zip_003a{
    .id = "AND-ZIP-003a",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "The package contradicts itself about a file",
    .why =
        "Each file is described twice in a package. Where the two descriptions differ, one program sees another file "
        "than the next: this is how malicious apps hide from examination.",
    .would_pass = "The vendor delivers a package made by the standard tools, without contradictions.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 sections 4.3.7 and 4.3.12",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::malicious_software, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::zip_local_name, "The package gives the file {subject} two different names."},
              {anomaly::zip_local_method, "The package says in two different ways how {subject} is packed."},
              {anomaly::zip_local_size, "The package gives two different sizes for {subject}."},
              {anomaly::zip_local_flags, "The package describes the properties of {subject} in two different ways."},
              {anomaly::zip_local_crc, "The package gives two different checksums for {subject}."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_zip_003b{
    .id = "AND-ZIP-003b",
    .format = "apk",
    .family = "container",
    .severity = Severity::warn,
    .title = "A closing record is missing or wrong",
    .why =
        "Behind some files the package repeats their size and checksum. Where that record is missing or differs, "
        "programs may read the file differently.",
    .would_pass = "The vendor delivers a package made by the standard tools.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 section 4.3.9",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = anomaly::zip_descriptor_mismatch,
                .sentence = "The record behind {subject} is missing or does not fit."},
    .conclude = when_anomaly,
};

const Rule and_zip_003c{
    .id = "AND-ZIP-003c",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "A file in the package cannot be read as declared",
    .why = "What cannot be read cannot be examined, but a phone that is less strict may still run it.",
    .would_pass = "The vendor delivers an undamaged package.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 sections 4.3.7 and 4.4",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-345", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::zip_malformed, "The file is not built like a package where it must be."},
              {anomaly::zip_local_header_unreadable, "The description of {subject} is missing or damaged."},
              {anomaly::zip_out_of_bounds, "The content of {subject} would lie outside of the file."},
              {anomaly::zip_crc_mismatch,
               "The content of {subject} does not have the checksum that the package states."},
              {anomaly::zip_deflate_corrupt, "The content of {subject} cannot be unpacked."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_zip_003e{
    .id = "AND-ZIP-003e",
    .format = "apk",
    .family = "container",
    .severity = Severity::info,
    .title = "Two dates or tool versions for one file",
    .why =
        "The standard tools write the same date and version in both descriptions of a file. Where they differ, the "
        "package was changed by another tool after it was built.",
    .would_pass = "The vendor delivers the package as the standard tools made it.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 sections 4.4.3, 4.4.4 and 4.4.6",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-436", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = anomaly::zip_local_details,
                .sentence = "The package gives the file {subject} two different dates, versions or minor marks."},
    .conclude = when_anomaly,
};

const Rule and_zip_004a{
    .id = "AND-ZIP-004a",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "A file is packed in a way that phones do not know",
    .why =
        "The phone takes such a file as it is, while examination tools give up on it: a known way to hide from "
        "examination.",
    .would_pass = "The vendor delivers a package that uses only the usual kinds of packing.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 section 4.4.5",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::malicious_software, vetting::binary_testing},
    .trigger = {.name = anomaly::zip_method_unsupported,
                .sentence = "The file {subject} claims to be packed in a way that phones do not know."},
    .conclude = when_anomaly,
};

const Rule and_zip_004b{
    .id = "AND-ZIP-004b",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "A file is marked as encrypted",
    .why = "The phone ignores the mark and runs the file; examination tools ask for a password and see nothing.",
    .would_pass = "The vendor delivers a package without encrypted files.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 section 4.4.4",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::malicious_software, vetting::binary_testing},
    .trigger = {.name = anomaly::zip_encrypted,
                .sentence = "The file {subject} is marked as encrypted, which a package never needs."},
    .conclude = when_anomaly,
};

const Rule and_zip_004f{
    .id = "AND-ZIP-004f",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "A link or device instead of a file",
    .why = "A package holds files. A link or device in it has no purpose but to lead a program astray.",
    .would_pass = "The vendor delivers a package that holds only files and folders.",
    .citation = "CWE-61",
    .effective = "2013-07-08",
    .mapping = {"MASVS-CODE-4", "", "CWE-61", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::zip_symlink, "{subject} is a link to another place instead of a file."},
              {anomaly::zip_special_file, "{subject} is a device instead of a file."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_zip_005a{
    .id = "AND-ZIP-005a",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "A file is not as long as declared",
    .why = "A wrong size makes programs stop early or read too much, so that they see different content.",
    .would_pass = "The vendor delivers a package made by the standard tools.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 sections 4.4.8 and 4.4.9",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-409", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::zip_size_mismatch, "The file {subject} is not as long as the package says."},
              {anomaly::zip_deflate_trailing, "There is hidden data behind the packed content of {subject}."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_zip_005b{
    .id = "AND-ZIP-005b",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "The package swells beyond all measure when unpacked",
    .why = "Such packages (zip bombs) are made to exhaust the memory of whoever opens them.",
    .would_pass = "The vendor delivers a package that unpacks to an ordinary size.",
    .citation = "CWE-409",
    .effective = "2013-07-08",
    .mapping = {"MASVS-CODE-4", "", "CWE-409", hipaa::malicious_software, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::zip_bomb_ratio, "The file {subject} would grow implausibly when unpacked."},
              {anomaly::zip_bomb_total, "Unpacked, the package would be larger than is plausible."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_zip_005c{
    .id = "AND-ZIP-005c",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "Archives packed into each other again and again",
    .why =
        "What is packed many times over is examined neither here nor by the phone. It serves to hide something, or to "
        "exhaust whoever unpacks it.",
    .would_pass = "The vendor delivers what is in it unpacked.",
    .citation = "CWE-409; NIST SP 800-163 revision 1, section 4.1.2",
    .effective = "2019-04-19",
    .mapping = {"MASVS-CODE-4", "", "CWE-409", hipaa::malicious_software, vetting::binary_testing},
    .trigger = {.name = anomaly::container_nested_too_deep,
                .sentence = "In {subject}, archives are packed into each other deeper than can be examined."},
    .conclude = when_anomaly,
};

const Rule and_zip_005d{
    .id = "AND-ZIP-005d",
    .format = "apk",
    .family = "container",
    .severity = Severity::warn,
    .title = "An archive in the package could not be examined",
    .why =
        "What is locked with a password or damaged is examined neither here nor by the phone, and may hold anything.",
    .would_pass = "The vendor explains what is in it, or delivers it unlocked and undamaged.",
    .citation = "NIST SP 800-163 revision 1, section 4.1.2",
    .effective = "2019-04-19",
    .mapping = {"MASVS-CODE-4", "", "CWE-434", hipaa::malicious_software, vetting::binary_testing},
    .trigger = {.name = anomaly::container_nested_unreadable,
                .sentence = "The archive {subject} is locked, damaged or too large to look into."},
    .conclude = when_anomaly,
};

const Rule and_zip_006a{
    .id = "AND-ZIP-006a",
    .format = "apk",
    .family = "container",
    .severity = Severity::high,
    .title = "Two files share the same bytes",
    .why = "Overlapping files serve to hide one file in another, or to make the package swell when unpacked.",
    .would_pass = "The vendor delivers a package made by the standard tools.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 section 4.3.6",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = anomaly::zip_overlap, .sentence = "The file {subject} shares bytes with another one."},
    .conclude = when_anomaly,
};

const Rule and_zip_006b{
    .id = "AND-ZIP-006b",
    .format = "apk",
    .family = "container",
    .severity = Severity::warn,
    .title = "The table of contents is ambiguous",
    .why =
        "Programs find the files of a package by its table of contents. If it can be read in two ways, they may see "
        "different packages.",
    .would_pass = "The vendor delivers a package with one clear table of contents.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 section 4.3.16",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::zip_multiple_end_records, "More than one place could be the end of the table of contents."},
              {anomaly::zip_offsets_shifted, "The table of contents is not where the package says."},
              {anomaly::zip_directory_size, "The table of contents is not as long as the package says."},
              {anomaly::zip_entry_count, "The table of contents does not hold as many files as the package says."},
              {anomaly::zip_multi_disk, "The package claims to be spread over several files."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_zip_006c{
    .id = "AND-ZIP-006c",
    .format = "apk",
    .family = "container",
    .severity = Severity::warn,
    .title = "Data that belongs to no file",
    .why = "Bytes that belong to nothing may be leftovers, or a hiding place.",
    .would_pass = "The vendor delivers a package without unaccounted data.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 section 4.3.6",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::zip_trailing_data, "There is data behind the end of the package."},
              {anomaly::zip_comment_truncated, "The remark at the end of the package is declared longer than it is."},
              {anomaly::zip_gap, "There is data between the files that belongs to none of them."},
              {anomaly::zip_hidden_entry, "There is a file in the package that its table of contents does not list."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_zip_006d{
    .id = "AND-ZIP-006d",
    .format = "apk",
    .family = "container",
    .severity = Severity::warn,
    .title = "Records for very large packages, misused",
    .why =
        "These records are meant for packages of more than four gigabytes. Where they are not needed, programs "
        "disagree on whether to heed them.",
    .would_pass = "The vendor delivers a package without these records.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 sections 4.3.14 and 4.5.3",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::zip_zip64_misuse, "The records for very large packages are damaged or contradict the others."},
              {anomaly::zip_zip64_unneeded, "The package uses the records for very large packages without need."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_zip_006e{
    .id = "AND-ZIP-006e",
    .format = "apk",
    .family = "container",
    .severity = Severity::info,
    .title = "Additional data of a file is not well formed",
    .why = "Most often a sign of an unusual tool; programs skip what they cannot read there.",
    .would_pass = "The vendor packs with the standard tools.",
    .citation = "PKWARE APPNOTE.TXT 6.3.10 section 4.5",
    .effective = "2013-07-08",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-436", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = anomaly::zip_extra_malformed,
                .sentence = "The additional data of {subject} is not well formed."},
    .conclude = when_anomaly,
};

}  // namespace formulary::domain
