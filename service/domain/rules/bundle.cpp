// Rules about app bundles: what a vendor gives to a store, which makes the packages that telephones get and signs them
// with a key of its own keeping.
#include <algorithm>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

std::vector<Finding> not_what_is_installed(const Rule& rule, const RuleInput& input) {
  if (input.all(fact::aab_module).empty()) return {};
  const bool signed_by_uploader = input.is(fact::aab_upload_signature_verified, "true");
  return {
      finding(rule, {},
              std::string("This is what a vendor gives to a store, not what a phone installs. ") +
                  (signed_by_uploader ? "It is signed by whoever uploads it; " : "It is not signed; ") +
                  "who signs what the store delivers cannot be told from it. Until a delivered package is examined, "
                  "an answer for procurement is never better than hold.",
              input.all(fact::aab_module).front()->evidence)};
}

std::vector<Finding> upload_unsigned(const Rule& rule, const RuleInput& input) {
  const Fact* verified = input.find(fact::aab_upload_signature_verified);
  if (verified == nullptr || verified->value == "true") return {};
  return {
      finding(rule, {}, "No signature says who built this file and that nobody changed it since.", verified->evidence)};
}

}  // namespace

const Rule and_aab_001{
    .id = "AND-AAB-001",
    .format = "aab",
    .family = "bundle",
    .severity = Severity::info,
    .title = "A bundle for a store, not an installable app",
    .why =
        "From a bundle the store makes a different package for each kind of phone and signs it with another key. An "
        "approval must name that key, or any package of the same name would be taken for the approved one.",
    .would_pass =
        "Submit the package that the store or the vendor delivers as well (.apk, or all parts as .apks, .xapk or "
        ".apkm).",
    .citation = "Android developer documentation, \"About Android App Bundles\" and \"Sign your app\" (upload key)",
    .effective = "2021-08-01",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-345", hipaa::risk_analysis, vetting::intake},
    .conclude = not_what_is_installed,
};

const Rule and_aab_002{
    .id = "AND-AAB-002",
    .format = "aab",
    .family = "bundle",
    .severity = Severity::warn,
    .title = "The bundle's signature does not hold",
    .why = "Without the uploader's signature anybody could have changed the file on its way to the hospital.",
    .would_pass = "The vendor delivers the bundle as it was signed for the store.",
    .citation = "JAR File Specification, \"Signed JAR File\"; Android developer documentation, \"Sign your app\"",
    .effective = "2021-08-01",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-345", hipaa::integrity, vetting::intake},
    .conclude = upload_unsigned,
};

const Rule and_aab_003{
    .id = "AND-AAB-003",
    .format = "aab",
    .family = "bundle",
    .severity = Severity::high,
    .title = "The parts of the bundle do not fit together",
    .why =
        "The store puts the app together from the parts of the bundle. If these contradict each other, what it makes "
        "is not what was examined.",
    .would_pass = "The vendor delivers the bundle as the standard tools made it.",
    .citation = "Android developer documentation, \"The Android App Bundle format\"",
    .effective = "2021-08-01",
    .mapping = {"MASVS-CODE-4", "", "CWE-1357", hipaa::integrity, vetting::testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::aab_config_malformed, "The description of how the bundle was built is missing or damaged."},
              {anomaly::aab_module_malformed, "The part {subject} has no description that can be read."},
              {anomaly::aab_module_differs, "The part {subject} says that it is a part of something else."},
          };
          return for_anomalies(rule, input, table);
        },
};

}  // namespace formulary::domain
