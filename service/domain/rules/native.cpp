// Rules about native libraries: how well they are protected against errors in themselves, and whether they can be read.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

std::vector<Finding> code_and_data(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const auto& [name, sentence] :
       {std::pair{fact::android_native_executable_stack, " allows that data is run as a program."},
        std::pair{fact::android_native_writable_code, " has program code that can be changed while it runs."}}) {
    for (const Fact* fact : input.all(name)) {
      if (fact->value != "true") continue;
      out.push_back(finding(rule, fact->subject, "The library " + shown(fact->subject) + sentence, fact->evidence));
    }
  }
  return out;
}

/// A library that takes nothing from others, such as a table of data, has nothing to protect.
bool depends_on_others(const RuleInput& input, std::string_view library) {
  return input.number(fact::android_native_imports, library).value_or(1) > 0;
}

std::vector<Finding> no_canaries(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_native_stack_protector)) {
    if (fact->value != "false" || !depends_on_others(input, fact->subject)) continue;
    out.push_back(finding(rule, fact->subject,
                          "The library " + shown(fact->subject) +
                              " would not notice that an attacker overruns its memory (no stack canaries).",
                          fact->evidence));
  }
  return out;
}

std::vector<Finding> writable_addresses(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_native_relro)) {
    if (fact->value != "none" || !depends_on_others(input, fact->subject)) continue;
    out.push_back(finding(rule, fact->subject,
                          "In the library " + shown(fact->subject) +
                              " the addresses of functions can be overwritten while it runs (no RELRO).",
                          fact->evidence));
  }
  return out;
}

std::vector<Finding> foreign_folders(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_native_run_path)) {
    if (fact->value.empty() || fact->value.starts_with("$ORIGIN") || fact->value.starts_with("${ORIGIN}")) continue;
    out.push_back(finding(rule, fact->subject,
                          "The library " + shown(fact->subject) + " looks for other libraries in " +
                              shown(fact->value) + ", outside of the app.",
                          fact->evidence));
  }
  return out;
}

constexpr std::int64_t page_16k = 16384;

std::vector<Finding> small_pages(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_native_page_alignment)) {
    const std::string_view machine = input.value(fact::android_native_machine, fact->subject);
    if (machine != "aarch64" && machine != "x86-64") continue;
    if (parse_number(fact->value).value_or(page_16k) >= page_16k) continue;
    out.push_back(finding(rule, fact->subject,
                          "The library " + shown(fact->subject) +
                              " is not built for phones with large memory pages; the app may not start there.",
                          fact->evidence));
  }
  return out;
}

std::vector<Finding> damaged(const Rule& rule, const RuleInput& input) {
  static constexpr AnomalySentence table[] = {
      {anomaly::elf_malformed, "The file {subject} is named like a library and is none that a phone can load."},
      {anomaly::elf_out_of_bounds, "The library {subject} refers to parts of itself that are not there."},
      {anomaly::elf_no_dynamic, "The library {subject} lacks what a phone needs to load it."},
      {anomaly::elf_section_table,
       "The library {subject} has been changed after it was built, so that tools cannot read all of it."},
      {anomaly::elf_wrong_machine, "The library {subject} is for another processor than its folder says."},
  };
  return for_anomalies(rule, input, table);
}

}  // namespace

const Rule and_lib_001c{
    .id = "AND-LIB-001c",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::warn,
    .title = "A library mixes code and data",
    .why = "Where data can be run as a program, a manipulated file can take over the app.",
    .would_pass = "The vendor builds the library without an executable stack and without writable code.",
    .citation = "Android security documentation, \"Memory safety\", and System V gABI chapter 5, \"Program Header\"",
    .effective = "2010-12-06",
    .mapping = {"MASVS-CODE-4", "", "CWE-119", hipaa::risk_analysis, vetting::vulnerability_types},
    .conclude = code_and_data,
};

const Rule and_lib_001d{
    .id = "AND-LIB-001d",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::warn,
    .title = "A library leaves the addresses of functions writable",
    .why = "An attacker who can write to the app's memory can then redirect it to other code.",
    .would_pass = "The vendor builds the library with read-only relocations (RELRO), as compilers for Android do.",
    .citation = "Android NDK, \"Build System Maintainers Guide\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-CODE-4", "", "CWE-119", hipaa::risk_analysis, vetting::vulnerability_types},
    .conclude = writable_addresses,
};

const Rule and_lib_001e{
    .id = "AND-LIB-001e",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::info,
    .title = "A library does not notice overruns of its memory",
    .why = "Stack canaries stop many attacks by manipulated data. Small libraries may do without.",
    .would_pass = "The vendor builds the library with stack canaries (-fstack-protector-strong).",
    .citation = "OWASP MASVS v2.0.0, MASVS-CODE-4; OWASP MASTG, MASTG-TEST-0223",
    .effective = "2023-04-01",
    .mapping = {"MASVS-CODE-4", "MASTG-TEST-0223", "CWE-121", hipaa::risk_analysis, vetting::vulnerability_types},
    .conclude = no_canaries,
};

const Rule and_lib_001f{
    .id = "AND-LIB-001f",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::warn,
    .title = "A library changes its own code while it is loaded",
    .why = "Its code has to be writable for a moment; phones refuse such libraries in newer apps.",
    .would_pass = "The vendor builds the library from position-independent code.",
    .citation = "Android developer documentation, \"Android 6.0 Changes\", Runtime: text relocations",
    .effective = "2015-10-05",
    .mapping = {"MASVS-CODE-4", "MASTG-TEST-0222", "CWE-119", hipaa::risk_analysis, vetting::vulnerability_types},
    .trigger = {.name = fact::android_native_text_relocations,
                .wanted = "true",
                .sentence = "The library {subject} changes its own program code while it is loaded."},
    .conclude = when_fact,
};

const Rule and_lib_001g{
    .id = "AND-LIB-001g",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::warn,
    .title = "A library looks for others outside of the app",
    .why = "Whoever can write to that folder can slip the app a library of their own.",
    .would_pass = "The vendor builds the library without a search path, or with $ORIGIN alone.",
    .citation = "CWE-426, Untrusted Search Path",
    .effective = "2006-07-19",
    .mapping = {"MASVS-CODE-4", "", "CWE-426", hipaa::integrity, vetting::vulnerability_types},
    .conclude = foreign_folders,
};

const Rule and_lib_001h{
    .id = "AND-LIB-001h",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::info,
    .title = "A library holds information for its developers",
    .why = "It tells attackers how the library works inside, and often names of people and folders at the vendor.",
    .would_pass = "The vendor removes the information (strip) before delivery.",
    .citation = "OWASP MASTG, MASTG-TEST-0040, Testing for Debugging Symbols",
    .effective = "2023-09-29",
    .mapping = {"MASVS-RESILIENCE-3", "MASTG-TEST-0040", "CWE-489", hipaa::risk_analysis, vetting::vulnerability_types},
    .trigger = {.name = fact::android_native_debug_information,
                .wanted = "true",
                .sentence = "The library {subject} holds information that only its developers need."},
    .conclude = when_fact,
};

const Rule and_lib_001i{
    .id = "AND-LIB-001i",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::info,
    .title = "A library is not built for newer phones",
    .why = "Phones with memory pages of 16 KB cannot load it; the app may stop working when phones are replaced.",
    .would_pass = "The vendor builds the library with an alignment of 16 KB.",
    .citation = "Android developer documentation, \"Support 16 KB page sizes\"",
    .effective = "2025-11-01",
    .mapping = {"MASVS-CODE-1", "", "CWE-1104", hipaa::risk_analysis, vetting::vulnerability_types},
    .conclude = small_pages,
};

const Rule and_lib_001j{
    .id = "AND-LIB-001j",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::warn,
    .title = "A library that cannot be read as one",
    .why = "What cannot be read cannot be examined. Damage of this kind is typical of code that is meant to be hidden.",
    .would_pass = "The vendor explains the file, or delivers a package with libraries as they were built.",
    .citation = "System V Application Binary Interface, edition 4.1, chapters 4 and 5",
    .effective = "1997-03-18",
    .mapping = {"MASVS-RESILIENCE-3", "", "CWE-506", hipaa::malicious_software, vetting::binary_testing},
    .conclude = damaged,
};

const Rule and_lib_001k{
    .id = "AND-LIB-001k",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::info,
    .title = "Phones get different libraries",
    .why = "The app may behave differently, or fail, on some phones; what was tried on one says little about another.",
    .would_pass = "The vendor delivers the same libraries for every kind of processor, or explains the difference.",
    .citation = "Android NDK guide, \"Android ABIs\"",
    .effective = "2013-07-24",
    .mapping = {"MASVS-CODE-4", "", "CWE-439", hipaa::risk_analysis, vetting::testing},
    .trigger = {.name = fact::android_native_missing,
                .sentence = "Phones of the kind {subject} do not get the library {value}."},
    .conclude = when_fact,
};

const Rule and_lib_001l{
    .id = "AND-LIB-001l",
    .format = "apk",
    .family = "libraries",
    .severity = Severity::warn,
    .title = "A program that always lies at the same place in memory",
    .why = "Attackers know where everything is. Phones since 2014 do not run such programs.",
    .would_pass = "The vendor builds the program from position-independent code.",
    .citation = "OWASP MASVS v2.0.0, MASVS-CODE-4; OWASP MASTG, MASTG-TEST-0222",
    .effective = "2023-04-01",
    .mapping = {"MASVS-CODE-4", "MASTG-TEST-0222", "CWE-119", hipaa::risk_analysis, vetting::vulnerability_types},
    .trigger = {.name = fact::android_native_kind,
                .wanted = "program at a fixed place",
                .sentence = "The file {subject} is a program that always lies at the same place in memory."},
    .conclude = when_fact,
};

}  // namespace formulary::domain
