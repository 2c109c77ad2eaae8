// Rules about what is claimed of a product to regulators and what the department's answers say of it. The facts are
// derived (device_contradictions.hpp).
#include <algorithm>
#include <array>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

constexpr std::array<std::string_view, 4> grave = {"number_of_no_device", "answers_say_device", "class_too_low",
                                                   "class_one_decides"};

bool is_grave(std::string_view subject) {
  return std::ranges::find(grave, subject.substr(0, subject.find(' '))) != grave.end();
}

std::vector<Finding> contradictions(const Rule& rule, const RuleInput& input, bool wanted) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::device_contradiction)) {
    if (is_grave(fact->subject) == wanted) out.push_back(finding(rule, fact->subject, fact->value));
  }
  return out;
}

std::vector<Finding> too_little(const Rule& rule, const RuleInput& input) { return contradictions(rule, input, true); }
std::vector<Finding> does_not_fit(const Rule& rule, const RuleInput& input) {
  return contradictions(rule, input, false);
}

}  // namespace

const Rule reg_001{
    .id = "REG-001",
    .format = any_format,
    .family = "regulators",
    .severity = Severity::high,
    .title = "Less is claimed than the answers say",
    .why =
        "By the answers the product is a medical device, or one of a higher class, than the papers say: then nobody "
        "has "
        "examined it for this use.",
    .would_pass = "The maker shows the authorization for this use, or the answers are corrected and a reviewer agrees.",
    .citation = "21 CFR 801.4; Regulation (EU) 2017/745, Article 2(1) and Annex VIII; MDCG 2019-11 rev. 1",
    .effective = "2021-05-26",
    .mapping = {"MASVS-CODE-1", "", "CWE-1059", hipaa::risk_analysis, vetting::intake},
    .conclude = too_little,
};

const Rule reg_002{
    .id = "REG-002",
    .format = any_format,
    .family = "regulators",
    .severity = Severity::ask,
    .title = "Claims and answers about the product do not fit together",
    .why = "One of the two describes another use than the one that is asked for.",
    .would_pass = "Whoever asked for the product corrects the answers or the claims.",
    .citation = "21 CFR 801.4; Regulation (EU) 2017/745, Article 2(12); MDCG 2019-11 rev. 1",
    .effective = "2021-05-26",
    .mapping = {"MASVS-CODE-1", "", "CWE-1059", hipaa::risk_analysis, vetting::intake},
    .conclude = does_not_fit,
};

}  // namespace formulary::domain
