// Rules about what the registry has seen before: the same app by another signer, the same signer for another vendor,
// the same signed content in another file. Their facts are derived from stored Reports (domain/history.hpp).
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/certificate.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

std::vector<Finding> other_signer(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* earlier : input.all(fact::registry_other_signer)) {
    out.push_back(finding(rule, earlier->value,
                          "An earlier file of this app was signed by somebody else (" + brief(earlier->value) +
                              "), and no chain of keys leads from there to this file's signer.",
                          "earlier file " + earlier->subject));
  }
  return out;
}

std::vector<Finding> same_signer(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* other : input.all(fact::registry_same_signer)) {
    out.push_back(finding(rule, other->value,
                          "The same key signed an app of another vendor (" + shown(other->value) + ").",
                          "certificate " + other->subject));
  }
  return out;
}

}  // namespace

const Rule and_sig_008e{
    .id = "AND-SIG-008e",
    .format = "apk",
    .family = "signature",
    .severity = Severity::warn,
    .title = "Another file with the same signed content",
    .why =
        "The registry knows a file that is the same but for the bytes that no signature covers. One of the two was "
        "changed after signing.",
    .would_pass = "The vendor says which of the files it made, and why there are two.",
    .citation = "Android platform documentation, \"APK Signature Scheme v2\", APK Signing Block",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-353", hipaa::integrity, vetting::intake},
    .trigger = {.name = fact::registry_same_content,
                .sentence =
                    "The file {value} has the same signed content and differs in bytes that no signature covers."},
    .conclude = when_fact,
};

const Rule and_sig_009a{
    .id = "AND-SIG-009a",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "The app was signed by somebody else before",
    .why =
        "An app keeps its signer for life, or hands over by a chain of keys. Another signer means another vendor, or a "
        "forgery; phones that have the app would refuse the update.",
    .would_pass =
        "The vendor confirms the change of signer in writing, or delivers a package that is signed by the key used "
        "before.",
    .citation = "NIST SP 800-163 revision 1, section 3.1; FD&C Act section 524B(b)(2)",
    .effective = "2019-04-19",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-345", hipaa::authentication, vetting::intake},
    .conclude = other_signer,
};

const Rule and_sig_009b{
    .id = "AND-SIG-009b",
    .format = "apk",
    .family = "signature",
    .severity = Severity::info,
    .title = "The same key signs apps of another vendor",
    .why =
        "Vendors that share a key can deliver updates of each other's apps. It may be an agency that builds for both, "
        "or a key that has got around.",
    .would_pass = "The vendor explains who holds the key.",
    .citation = "NIST SP 800-163 revision 1, section 3.1",
    .effective = "2019-04-19",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-345", hipaa::authentication, vetting::intake},
    .conclude = same_signer,
};

}  // namespace formulary::domain
