// Rules about the bill of materials that the maker handed in: what it does not say, and what the file holds besides.
// The facts are derived (documents/sbom.hpp).
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

struct Element {
  std::string_view id, words;
};
constexpr Element ntia[] = {{"supplier", "who made it"},
                            {"name", "what it is called"},
                            {"version", "which version it is"},
                            {"identifier", "how to look it up"},
                            {"relationship", "what uses it"}};

std::vector<Finding> incomplete(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Element& element : ntia) {
    const Fact* missing = input.find(fact::sbom_missing, element.id);
    if (missing == nullptr) continue;
    out.push_back(finding(
        rule, element.id,
        "For " + shown(missing->value) + " components the list does not say " + std::string(element.words) + "."));
  }
  if (input.find(fact::sbom_missing, "author") != nullptr) {
    out.push_back(finding(rule, "author", "The list does not say who made it."));
  }
  if (input.find(fact::sbom_missing, "timestamp") != nullptr) {
    out.push_back(finding(rule, "timestamp", "The list does not say when it was made."));
  }
  return out;
}

std::vector<Finding> no_support(const Rule& rule, const RuleInput& input) {
  const Fact* missing = input.find(fact::sbom_missing, "support");
  if (missing == nullptr) return {};
  return {finding(rule, "support",
                  "For " + shown(missing->value) +
                      " components the list does not say whether they are maintained, or until when.")};
}

std::vector<Finding> of_another_version(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* root : input.all(fact::sbom_root_version)) {
    const std::string_view name = input.value(fact::android_version_name);
    const std::string_view code = input.value(fact::android_version_code);
    if (name.empty() && code.empty()) continue;
    if (root->value.empty()) {
      out.push_back(finding(rule, "version", "The list does not say which version of the product it is about."));
    } else if (root->value != name && root->value != code) {
      out.push_back(finding(rule, "version",
                            "The list is about version " + shown(root->value) + "; the file is version " +
                                shown(name.empty() ? code : name) + "."));
    }
  }
  return out;
}

std::vector<Finding> not_listed(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::sbom_not_listed)) {
    out.push_back(finding(rule, fact->subject,
                          "The file contains " + shown(fact->subject) +
                              (fact->value.empty() ? std::string() : " " + shown(fact->value)) +
                              ", and the list does not name it.",
                          fact->evidence));
  }
  return out;
}

std::vector<Finding> other_version(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::sbom_other_version)) {
    out.push_back(finding(rule, fact->subject,
                          "The list gives another version of " + shown(fact->subject) + " than the file has: listed " +
                              shown(fact->value) + ".",
                          fact->evidence));
  }
  return out;
}

std::vector<Finding> support_ended(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::sbom_end_of_support)) {
    const auto end = parse_day(fact->value);
    if (end && *end >= input.today) continue;
    out.push_back(finding(
        rule, fact->subject,
        "By the maker's own list the support of " + shown(fact->subject) + " ended on " + shown(fact->value) + "."));
  }
  return out;
}

}  // namespace

#define NTIA "NTIA, \"The Minimum Elements For a Software Bill of Materials (SBOM)\", 12 July 2021, "
#define SECTION_524B "FD&C Act section 524B(b)(3); FDA, \"Cybersecurity in Medical Devices\", section V.A.4"

const Rule sbm_001{
    .id = "SBM-001",
    .format = any_format,
    .family = "bill of materials",
    .severity = Severity::warn,
    .title = "The list of components is not complete",
    .why = "A component without maker, version or identifier cannot be looked up when a weak point becomes known.",
    .would_pass = "The maker hands in a list that names all seven elements for every component.",
    .citation = NTIA "Data Fields",
    .effective = "2021-07-12",
    .mapping = {"MASVS-CODE-3", "", "CWE-1104", hipaa::risk_analysis, vetting::intake},
    .conclude = incomplete,
};

const Rule sbm_002{
    .id = "SBM-002",
    .format = any_format,
    .family = "bill of materials",
    .severity = Severity::ask,
    .title = "The list does not say until when components are supported",
    .why = "For devices that the FDA calls cyber devices the law asks for it: an unsupported part gets no corrections.",
    .would_pass = "The maker adds level and end of support of each component, or the product is no cyber device.",
    .citation = SECTION_524B,
    .effective = "2023-03-29",
    .mapping = {"MASVS-CODE-3", "", "CWE-1104", hipaa::risk_analysis, vetting::intake},
    .conclude = no_support,
};

const Rule sbm_003{
    .id = "SBM-003",
    .format = any_format,
    .family = "bill of materials",
    .severity = Severity::warn,
    .title = "The list of components is about another version",
    .why = "Components change with every release, so a list of another version says nothing about this one.",
    .would_pass = "The maker hands in the list for this version.",
    .citation = NTIA "Practices and Processes: Frequency",
    .effective = "2021-07-12",
    .mapping = {"MASVS-CODE-3", "", "CWE-1104", hipaa::risk_analysis, vetting::intake},
    .conclude = of_another_version,
};

const Rule sbm_004{
    .id = "SBM-004",
    .format = any_format,
    .family = "bill of materials",
    .severity = Severity::warn,
    .title = "The file holds a component that the list does not name",
    .why = "What is not in the list is not watched, neither by the maker nor by the hospital.",
    .would_pass = "The maker adds the component to the list, or takes it out of the product.",
    .citation = NTIA "Practices and Processes: Depth",
    .effective = "2021-07-12",
    .mapping = {"MASVS-CODE-3", "", "CWE-1104", hipaa::risk_analysis, vetting::testing},
    .conclude = not_listed,
};

const Rule sbm_005{
    .id = "SBM-005",
    .format = any_format,
    .family = "bill of materials",
    .severity = Severity::warn,
    .title = "The list gives another version of a component than the file has",
    .why = "Whether a weak point concerns the product is decided by the version.",
    .would_pass = "The maker corrects the list.",
    .citation = NTIA "Data Fields: Version of the Component",
    .effective = "2021-07-12",
    .mapping = {"MASVS-CODE-3", "", "CWE-1104", hipaa::risk_analysis, vetting::testing},
    .conclude = other_version,
};

const Rule sbm_006{
    .id = "SBM-006",
    .format = any_format,
    .family = "bill of materials",
    .severity = Severity::warn,
    .title = "A component is no longer supported",
    .why = "Nobody corrects weak points that become known from now on.",
    .would_pass = "The maker replaces the component, or says who maintains it instead.",
    .citation = SECTION_524B,
    .effective = "2023-03-29",
    .mapping = {"MASVS-CODE-3", "", "CWE-1104", hipaa::risk_analysis, vetting::testing},
    .conclude = support_ended,
};

#undef NTIA
#undef SECTION_524B

}  // namespace formulary::domain
