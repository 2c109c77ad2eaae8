// Rules about who signed: whether all signatures name the same signer, how keys followed each other, and what lies
// beside the signature.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

std::vector<Finding> unknown_blocks(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* id : input.all(fact::apk_signing_block_id, "")) {
    out.push_back(finding(rule, id->value,
                          "Beside the signature the package carries data of an unknown kind (" + shown(id->value) +
                              "), which no signature covers.",
                          id->evidence));
  }
  return out;
}

std::vector<Finding> store_blocks(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* id : input.all(fact::apk_signing_block_id)) {
    if (id->subject != "store metadata" && id->subject != "dependency metadata") continue;
    out.push_back(
        finding(rule, id->subject,
                "Beside the signature the package carries notes of a store or build tool (" + shown(id->subject) + ").",
                id->evidence));
  }
  return out;
}

std::vector<Finding> changes_signer(const Rule& rule, const RuleInput& input) {
  const std::size_t count = input.all(fact::apk_lineage_certificate).size();
  if (count < 2) return {};
  return {finding(rule, {},
                  "The vendor has changed the key by which the app is recognised; certificates in the chain: " +
                      std::to_string(count) + ".",
                  input.all(fact::apk_lineage_certificate).front()->evidence)};
}

std::vector<Finding> allows_rollback(const Rule& rule, const RuleInput& input) {
  const auto chain = input.all(fact::apk_lineage_certificate);
  std::vector<Finding> out;
  for (const Fact* capabilities : input.all(fact::apk_lineage_capabilities)) {
    const bool newest = !chain.empty() && chain.back()->value == capabilities->subject;
    if (newest || capabilities->value.find("rollback") == std::string::npos) continue;
    out.push_back(finding(rule, capabilities->subject,
                          "The old key can take the app over again: whoever has it can deliver an update.",
                          capabilities->evidence));
  }
  return out;
}

}  // namespace

const Rule and_sig_003{
    .id = "AND-SIG-003",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "The signatures name different signers",
    .why =
        "A package may carry several signatures for different phones. If they name different signers, some phones "
        "would install somebody else's app.",
    .would_pass = "The vendor signs all schemes with the same key, or with a proper chain of keys.",
    .citation = "Android platform documentation, \"APK Signature Scheme v3\"",
    .effective = "2018-08-06",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-347", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::apk_v1_zip_entry_signers_mismatch,
               "Files of the package are signed by different signers ({subject})."},
              {anomaly::apk_v1_missing, "One signer is missing in the oldest kind of signature."},
              {anomaly::apk_v2_missing, "One signer is missing in the signature of scheme v2."},
              {anomaly::apk_v2_public_key_mismatch, "A signer's key is not that of its certificate (scheme v2)."},
              {anomaly::apk_v3_public_key_mismatch, "A signer's key is not that of its certificate (scheme v3)."},
              {anomaly::apk_v3_past_signers_mismatch,
               "The signer for older phones does not belong to the signer for newer ones."},
              {anomaly::apk_v3_multiple_past_signers,
               "There are several signers for older phones where one is allowed."},
              {anomaly::apk_v3_multiple_signers, "There are several signers that nothing connects."},
              {anomaly::apk_v3_inconsistent_lineages, "The chains of keys for different phones contradict each other."},
              {anomaly::apk_v3_inconsistent_sdk_versions, "The signers for different phones overlap or leave a gap."},
              {anomaly::apk_v3_missing_sdk_versions, "Some phones are left without a signer."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_sig_006a{
    .id = "AND-SIG-006a",
    .format = "apk",
    .family = "signature",
    .severity = Severity::info,
    .title = "The vendor has changed its key",
    .why = "A change of key is ordinary when the old key vouches for the new one. The approval follows that chain.",
    .would_pass = "Nothing needs to be done; compare the chain with what the vendor has announced.",
    .citation = "Android platform documentation, \"APK Signature Scheme v3\", proof of rotation",
    .effective = "2018-08-06",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-345", hipaa::authentication, vetting::binary_testing},
    .conclude = changes_signer,
};

const Rule and_sig_006b{
    .id = "AND-SIG-006b",
    .format = "apk",
    .family = "signature",
    .severity = Severity::warn,
    .title = "The old key can take over again",
    .why =
        "A key is mostly changed because the old one is no longer safe. Then it must not be able to deliver updates.",
    .would_pass = "The vendor removes the right of rollback from the old key.",
    .citation = "Android platform documentation, \"APK Signature Scheme v3\", proof of rotation, capabilities",
    .effective = "2018-08-06",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-324", hipaa::authentication, vetting::binary_testing},
    .conclude = allows_rollback,
};

const Rule and_sig_006c{
    .id = "AND-SIG-006c",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "The chain of keys does not hold",
    .why =
        "The new key must be vouched for by the old one. Here that does not hold, so that it may be somebody else's.",
    .would_pass = "The vendor delivers a package with a proper chain of keys.",
    .citation = "Android platform documentation, \"APK Signature Scheme v3\", proof of rotation",
    .effective = "2018-08-06",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-347", hipaa::authentication, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::apk_v3_malformed_lineage, "The chain of keys cannot be read."},
              {anomaly::apk_v3_por_did_not_verify, "A key in the chain is not vouched for by the one before."},
              {anomaly::apk_v3_por_cert_mismatch, "The chain of keys does not lead to the signer."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_sig_007a{
    .id = "AND-SIG-007a",
    .format = "apk",
    .family = "signature",
    .severity = Severity::warn,
    .title = "Unknown data beside the signature",
    .why = "This place is covered by no signature. Anybody on the way can put something there, and an app can read it.",
    .would_pass = "The vendor explains the data, or delivers a package without it.",
    .citation = "Android platform documentation, \"APK Signature Scheme v2\", APK Signing Block",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-353", hipaa::integrity, vetting::binary_testing},
    .conclude = unknown_blocks,
};

const Rule and_sig_007b{
    .id = "AND-SIG-007b",
    .format = "apk",
    .family = "signature",
    .severity = Severity::info,
    .title = "Notes of a store beside the signature",
    .why = "Stores and build tools leave notes there. They do no harm, and show where the file comes from.",
    .would_pass = "Nothing needs to be done.",
    .citation = "Android platform documentation, \"APK Signature Scheme v2\", APK Signing Block",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-353", hipaa::integrity, vetting::binary_testing},
    .conclude = store_blocks,
};

const Rule and_sig_007c{
    .id = "AND-SIG-007c",
    .format = "apk",
    .family = "signature",
    .severity = Severity::warn,
    .title = "The mark of origin does not hold",
    .why = "A source stamp says where a package was built. This one does not fit the package.",
    .would_pass = "The vendor delivers the package with a valid source stamp, or without one.",
    .citation = "Android platform source, apksig, SourceStampVerifier",
    .effective = "2021-02-18",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-347", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = fact::apk_source_stamp_verified,
                .wanted = "false",
                .sentence = "The package carries a mark of origin (source stamp) that does not fit it."},
    .conclude = when_fact,
};

const Rule and_sig_007d{
    .id = "AND-SIG-007d",
    .format = "apk",
    .family = "signature",
    .severity = Severity::warn,
    .title = "A mark of origin is incomplete",
    .why =
        "A source stamp says where a package was built. Here one half of it is missing, as if somebody had removed it.",
    .would_pass = "The vendor delivers the package with a complete source stamp, or without one.",
    .citation = "Android platform source, apksig, SourceStampVerifier",
    .effective = "2021-02-18",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-347", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::apk_stamp_sig_missing,
               "The package announces a mark of origin (source stamp) that is missing."},
              {anomaly::apk_stamp_signature_block_without_cert_digest,
               "The package carries a mark of origin (source stamp) that it does not announce."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_sig_008{
    .id = "AND-SIG-008",
    .format = "apk",
    .family = "signature",
    .severity = Severity::warn,
    .title = "The place of the signature is damaged",
    .why = "A damaged or doubled record beside the signature can hide data that no signature covers.",
    .would_pass = "The vendor signs again with the standard tool.",
    .citation = "Android platform documentation, \"APK Signature Scheme v2\", APK Signing Block",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-353", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::apk_signing_block_malformed, "The records beside the signature are damaged."},
              {anomaly::apk_signing_block_duplicate_id, "A record beside the signature occurs twice ({subject})."},
          };
          return for_anomalies(rule, input, table);
        },
};

}  // namespace formulary::domain
