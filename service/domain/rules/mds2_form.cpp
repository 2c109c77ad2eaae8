// Rules about what the maker's form about security (MDS2) itself says that a hospital cannot leave unasked.
#include <algorithm>
#include <iterator>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {
namespace {

struct Wanted {
  std::string_view question, about;
};
constexpr Wanted wanted[] = {
#define MDS2_WANTED(question, about) {question, about},
#include "service/domain/documents/mds2_gate.def"
#undef MDS2_WANTED
};

std::vector<Finding> not_as_wanted(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::mds2_unmet)) {
    const auto row = std::find_if(std::begin(wanted), std::end(wanted),
                                  [&](const Wanted& one) { return one.question == fact->subject; });
    if (row == std::end(wanted)) continue;
    const bool open = fact->value == "not answered";
    Finding one =
        finding(rule, fact->subject,
                "The maker's form " + (open ? "does not answer" : "answers \"" + shown(fact->value) + "\" to") +
                    " this: " + std::string(row->about) + " (" + shown(fact->subject) + ").");
    if (fact->value == "No") one.severity = Severity::warn;
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<Finding> cannot_be_read(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::mds2_edition)) {
    if (fact->value == "2013") {
      out.push_back(finding(rule, "edition",
                            "The maker's form is of 2013. Its questions are others, so its answers say nothing here."));
    } else if (fact->value != "2019") {
      out.push_back(finding(rule, "edition", "No answer of the form could be read."));
    }
  }
  for (const Fact* fact : input.all(fact::mds2_mistake)) {
    out.push_back(finding(rule, fact->value.substr(0, fact->value.find(' ')), fact->value));
  }
  return out;
}

}  // namespace

#define MDS2_FORM "ANSI/NEMA HN 1-2019, Manufacturer Disclosure Statement for Medical Device Security, "

const Rule mds_009{
    .id = "MDS-009",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::ask,
    .title = "An answer in the form that the hospital cannot leave unasked",
    .why =
        "These answers decide whether the hospital can lock out leavers, see who looked at data, and keep the product "
        "secure.",
    .would_pass = "The maker explains the answer, or the hospital covers the gap by other means and says by which.",
    .citation = MDS2_FORM "the questions named",
    .effective = "2019-10-08",
    .mapping = {"MASVS-AUTH-1", "", "CWE-1059", hipaa::risk_analysis, vetting::intake},
    .conclude = not_as_wanted,
};

const Rule mds_010{
    .id = "MDS-010",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::ask,
    .title = "The form cannot be read, or contradicts itself",
    .why =
        "A form that contradicts itself was not filled in with care, and one of an older edition answers other "
        "questions.",
    .would_pass = "The maker hands in the form of 2019, filled in without contradictions.",
    .citation = MDS2_FORM "notes on which answers follow from which",
    .effective = "2019-10-08",
    .mapping = {"MASVS-CODE-1", "", "CWE-1059", hipaa::risk_analysis, vetting::intake},
    .conclude = cannot_be_read,
};

#undef MDS2_FORM

}  // namespace formulary::domain
