// Rules about the vendor's signature: whether it holds, for which phones, and whose it is. Doubt is never a yes: an
// unchecked signature blocks as a broken one does.
#include <algorithm>

#include "service/domain/anomaly.hpp"
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

bool verified(const RuleInput& input) {
  const auto facts = input.all(fact::apk_signature_verified);
  return !facts.empty() && std::ranges::all_of(facts, [](const Fact* fact) { return fact->value == "true"; });
}

bool has_scheme(const RuleInput& input, std::string_view scheme) {
  return std::ranges::any_of(input.all(fact::apk_signature_scheme),
                             [&](const Fact* fact) { return fact->value == scheme; });
}

bool only_v1(const RuleInput& input) {
  return has_scheme(input, "v1") && input.all(fact::apk_signature_scheme).size() == 1;
}

/// ` (level 24 and newer)` for the range `sdk 24+`.
std::string levels_in_words(std::string_view range) {
  if (!range.starts_with("sdk ")) return {};
  range.remove_prefix(4);
  if (range.ends_with('+')) return " (level " + shown(range.substr(0, range.size() - 1)) + " and newer)";
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos) return " (level " + shown(range) + ")";
  return " (levels " + shown(range.substr(0, dash)) + " to " + shown(range.substr(dash + 1)) + ")";
}

std::vector<Finding> not_verified(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::apk_signature_verified)) {
    if (fact->value == "true") continue;
    out.push_back(finding(rule, fact->subject,
                          "The vendor's signature does not hold for every Android version the app installs on" +
                              levels_in_words(fact->subject) + ".",
                          fact->evidence));
  }
  return out;
}

std::vector<Finding> no_signer(const Rule& rule, const RuleInput& input) {
  if (!verified(input) || !input.all(fact::apk_signature_signer).empty()) return {};
  return {finding(rule, {}, "The signature holds, but it cannot be said whose it is.")};
}

std::vector<Finding> v1_alone(const Rule& rule, const RuleInput& input) {
  if (!only_v1(input)) return {};
  return {finding(rule, {}, "The package carries only the oldest kind of signature, which does not protect all of it.",
                  input.all(fact::apk_signature_scheme).front()->evidence)};
}

constexpr std::int64_t android_8 = 26;

std::vector<Finding> janus(const Rule& rule, const RuleInput& input) {
  if (!only_v1(input) || input.number(fact::android_min_sdk).value_or(1) >= android_8) return {};
  return {finding(rule, {},
                  "On phones before Android 8 the app can be replaced by another one without its signature breaking.",
                  input.all(fact::apk_signature_scheme).front()->evidence)};
}

std::vector<Finding> unprotected_entries(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Anomaly* anomaly : input.anomalies(anomaly::apk_v1_unprotected_zip_entry)) {
    Finding one = finding(rule, {}, "Some files of the package are not covered by the signature.", anomaly->evidence);
    // The newer schemes cover every byte.
    if (only_v1(input)) one.severity = Severity::warn;
    out.push_back(std::move(one));
  }
  return out;
}

/// Each oddity of a signature, in the scanner's own words.
std::vector<Finding> remarks(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Anomaly& anomaly : input.report.anomalies) {
    if (!anomaly.id.starts_with("apk.")) continue;
    out.push_back(finding(rule, anomaly.id, "Remark for specialists: " + std::string(anomaly_sentence(anomaly.id)),
                          anomaly.evidence.empty() ? anomaly.subject : anomaly.evidence));
  }
  return out;
}

}  // namespace

const Rule and_sig_001a{
    .id = "AND-SIG-001a",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "The signature does not hold",
    .why =
        "A signature that does not hold means that the file is not, or no longer, what its vendor made. Phones refuse "
        "it.",
    .would_pass = "The vendor delivers the package again, correctly signed for all Android versions it supports.",
    .citation = "Android platform documentation, \"Application Signing\"",
    .effective = "2008-09-23",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-347", hipaa::integrity, vetting::binary_testing},
    .conclude = not_verified,
};

const Rule and_sig_001b{
    .id = "AND-SIG-001b",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "Nothing is known about the signature",
    .why = "Without a checked signature it is unknown who made the file.",
    .would_pass = "The file is scanned again, so that its signature is checked.",
    .citation = "Android platform documentation, \"Application Signing\"",
    .effective = "2008-09-23",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-347", hipaa::authentication, vetting::binary_testing},
    .trigger = {.name = fact::apk_signature_verified,
                .sentence = "The signature of the file was not checked, so that it is unknown who made it."},
    .conclude = when_absent,
};

const Rule and_sig_001c{
    .id = "AND-SIG-001c",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "The signer is unknown",
    .why = "Later deliveries are recognised by their signer. Without one, nobody can tell a forgery.",
    .would_pass = "The file is scanned again, or the vendor delivers a package whose signer can be read.",
    .citation = "Android platform documentation, \"Application Signing\"",
    .effective = "2008-09-23",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-347", hipaa::authentication, vetting::binary_testing},
    .conclude = no_signer,
};

const Rule and_sig_001d{
    .id = "AND-SIG-001d",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "Files were changed after signing",
    .why =
        "The oldest kind of signature states a checksum for each file. Some do not fit: the package was changed after "
        "it was signed.",
    .would_pass = "The vendor delivers the package as it was signed.",
    .citation = "Android platform documentation, \"Application Signing\", JAR signing (v1)",
    .effective = "2008-09-23",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-347", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::apk_v1_zip_entry_digest_did_not_verify, "A file was changed after signing ({subject})."},
              {anomaly::apk_v1_manifest_section_digest_did_not_verify,
               "The signed list of files was changed after signing ({subject})."},
              {anomaly::apk_v1_manifest_main_section_digest_did_not_verify,
               "The head of the signed list of files was changed after signing."},
              {anomaly::apk_v1_zip_entry_not_signed, "A file was added that nobody signed ({subject})."},
              {anomaly::apk_v1_missing_zip_entry_referenced_in_manifest, "A signed file is missing ({subject})."},
              {anomaly::apk_v1_did_not_verify, "The signature was not made with the key it names ({subject})."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_sig_001e{
    .id = "AND-SIG-001e",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "A better signature was removed",
    .why =
        "The package announces a newer, stronger signature that is no longer there. Somebody may have removed it in "
        "order to change the file.",
    .would_pass = "The vendor delivers the package with all of its signatures.",
    .citation = "Android platform documentation, \"APK Signature Scheme v2\", rollback protections",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-757", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::apk_v1_missing_apk_sig_referenced,
               "The package announces a newer signature, which is missing."},
              {anomaly::apk_v2_missing_apk_sig_referenced,
               "The package announces a newer signature, which is missing."},
              {anomaly::apk_v31_block_missing, "The package announces a signature for newer phones, which is missing."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_sig_001f{
    .id = "AND-SIG-001f",
    .format = "apk",
    .family = "signature",
    .severity = Severity::warn,
    .title = "The stronger signature could be removed unnoticed",
    .why =
        "The older signature does not mention the newer one, so that the newer one could be removed without anybody "
        "noticing.",
    .would_pass = "The vendor signs with the standard tool, which adds the mention.",
    .citation = "Android platform documentation, \"APK Signature Scheme v2\", rollback protections",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-757", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::apk_v1_no_apk_sig_strip_protection, "The older signature does not mention the newer one."},
              {anomaly::apk_v31_rotation_min_sdk_attr_missing,
               "The signature for older phones does not mention the one for newer phones."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_sig_001g{
    .id = "AND-SIG-001g",
    .format = "apk",
    .family = "signature",
    .severity = Severity::info,
    .title = "Files that the oldest signature does not cover",
    .why =
        "Files in the folder of the signature itself are not covered by the oldest kind of signature; the newer kinds "
        "cover them.",
    .would_pass = "The vendor signs with scheme v2 or newer, or removes the files.",
    .citation = "Android platform documentation, \"Application Signing\", JAR signing (v1)",
    .effective = "2008-09-23",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-353", hipaa::integrity, vetting::binary_testing},
    .conclude = unprotected_entries,
};

const Rule and_sig_001h{
    .id = "AND-SIG-001h",
    .format = "apk",
    .family = "signature",
    .severity = Severity::high,
    .title = "Only the oldest kind of signature",
    .why = "The oldest kind protects single files and not the package; it has been defeated several times.",
    .would_pass = "The vendor signs with scheme v2 or newer as well.",
    .citation = "Android platform documentation, \"APK Signature Scheme v2\"; OWASP MASTG, MASTG-TEST-0224",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-353", hipaa::integrity, vetting::binary_testing},
    .conclude = v1_alone,
};

const Rule and_sig_001i{
    .id = "AND-SIG-001i",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "The app can be replaced without breaking its signature",
    .why =
        "On phones before Android 8 a known attack (Janus) puts other code in front of a package that carries only the "
        "oldest signature.",
    .would_pass = "The vendor signs with scheme v2 or newer, or supports Android 8 and newer only.",
    .citation = "CVE-2017-13156; OWASP MASTG, MASTG-TEST-0224",
    .effective = "2017-12-01",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-347", hipaa::integrity, vetting::binary_testing},
    .conclude = janus,
};

const Rule and_sig_002{
    .id = "AND-SIG-002",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "The package was changed after signing",
    .why =
        "The newer kinds of signature cover the whole package. This one does not fit: the package was changed, or the "
        "signature was forged.",
    .would_pass = "The vendor delivers the package as it was signed.",
    .citation = "Android platform documentation, \"APK Signature Scheme v2\"",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-347", hipaa::integrity, vetting::binary_testing},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::apk_v2_digest_mismatch, "The package was changed after signing (scheme v2)."},
              {anomaly::apk_v2_did_not_verify, "The signature was not made with the key it names (scheme v2)."},
              {anomaly::apk_v2_verify_exception, "The signature cannot be checked (scheme v2)."},
              {anomaly::apk_v3_digest_mismatch, "The package was changed after signing (scheme v3)."},
              {anomaly::apk_v3_did_not_verify, "The signature was not made with the key it names (scheme v3)."},
              {anomaly::apk_v3_verify_exception, "The signature cannot be checked (scheme v3)."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_sig_002b{
    .id = "AND-SIG-002b",
    .format = "apk",
    .family = "signature",
    .severity = Severity::info,
    .title = "Remarks on the signature",
    .why =
        "Everything that was odd about the signature, in the words of specialists. What matters is said by the other "
        "findings.",
    .would_pass = "The vendor signs the package with the standard tool.",
    .citation = "Android platform documentation, \"Application Signing\"",
    .effective = "2008-09-23",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-347", hipaa::integrity, vetting::binary_testing},
    .conclude = remarks,
};

}  // namespace formulary::domain
