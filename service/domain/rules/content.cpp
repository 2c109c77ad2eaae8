// Rules about what lies inside the package beside its own code: programs under other names, code to be loaded later,
// and libraries that are laid out badly.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

std::string_view extension_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
}

std::vector<Finding> package_within(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::container_nested)) {
    const std::string_view ending = extension_of(fact->value);
    if (fact->subject != "dex" && ending != "apk" && ending != "dex" && ending != "jar" && ending != "apks") continue;
    out.push_back(finding(rule, fact->value,
                          "The package brings along further program code in " + shown(fact->value) +
                              ", which the phone does not check at installation.",
                          fact->evidence));
  }
  return out;
}

constexpr std::int64_t page_16k = 16384;

std::vector<Finding> unaligned(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::container_native_library_alignment)) {
    // `compressed` is no number: the library is copied out at installation.
    if (parse_number(fact->value).value_or(page_16k) >= page_16k) continue;
    out.push_back(finding(rule, fact->subject,
                          "The library " + shown(fact->subject) +
                              " is not placed as phones with large memory pages need it; the app may not start there.",
                          fact->evidence));
  }
  return out;
}

}  // namespace

const Rule and_zip_007a{
    .id = "AND-ZIP-007a",
    .format = "apk",
    .family = "container",
    .severity = Severity::warn,
    .title = "A program under a false name",
    .why = "Programs that go by another name, such as a picture, are a way to slip code past an examination.",
    .would_pass = "The vendor explains the file, or delivers a package in which programs are named as such.",
    .citation = "OWASP MASVS v2.0.0, MASVS-CODE-4",
    .effective = "2023-04-01",
    .mapping = {"MASVS-CODE-4", "", "CWE-434", hipaa::malicious_software, vetting::vulnerability_types},
    .trigger = {.name = anomaly::container_disguised_executable,
                .sentence = "The file {subject} is a program or an archive, but its name says otherwise."},
    .conclude = when_anomaly,
};

const Rule and_zip_007b{
    .id = "AND-ZIP-007b",
    .format = "apk",
    .family = "container",
    .severity = Severity::warn,
    .title = "Further program code inside the package",
    .why = "Code that an app loads later by itself is not looked at when the phone installs the app.",
    .would_pass = "The vendor explains what the code is for, or delivers a package without it.",
    .citation = "Android developer documentation, \"Dynamic Code Loading\" (security risks)",
    .effective = "2023-09-01",
    .mapping = {"MASVS-CODE-4", "", "CWE-829", hipaa::malicious_software, vetting::vulnerability_types},
    .conclude = package_within,
};

const Rule and_zip_008{
    .id = "AND-ZIP-008",
    .format = "apk",
    .family = "container",
    .severity = Severity::info,
    .title = "A library is not placed for newer phones",
    .why = "Newer phones read memory in larger pages. An app that is not prepared for it may fail to start on them.",
    .would_pass = "The vendor aligns the native libraries to 16 KB pages.",
    .citation = "Android developer documentation, \"Support 16 KB page sizes\"",
    .effective = "2025-11-01",
    .mapping = {"MASVS-CODE-1", "", "CWE-1357", hipaa::risk_analysis, vetting::requirements},
    .conclude = unaligned,
};

}  // namespace formulary::domain
