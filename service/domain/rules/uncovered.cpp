// Rules about bytes that no signature covers: beside the signature, and around the files of packages that carry only
// the oldest kind.
#include <algorithm>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

std::vector<Finding> channel_payloads(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* id : input.all(fact::apk_signing_block_id, "channel payload")) {
    const auto size = input.value(fact::apk_signing_block_size, id->value);
    out.push_back(finding(rule, id->value,
                          "Beside the signature a distributor has put " +
                              (size.empty() ? std::string("data") : shown(size) + " bytes") +
                              " of its own, which the app can read and no signature covers.",
                          id->evidence));
  }
  return out;
}

std::vector<Finding> behind_the_signature(const Rule& rule, const RuleInput& input) {
  static constexpr AnomalySentence table[] = {
      {anomaly::apk_signing_block_trailing_data, "Data stands behind a signature, where nothing covers it."},
      {anomaly::apk_signing_block_padding_not_zero, "Data stands where the package is filled up with zeros."},
  };
  return for_anomalies(rule, input, table);
}

/// The oldest kind of signature covers what is in the files and nothing around them; of the newer ones one that
/// verifies covers all of the archive.
std::vector<Finding> around_the_files(const Rule& rule, const RuleInput& input) {
  const auto schemes = input.all(fact::apk_signature_scheme);
  if (std::ranges::any_of(schemes, [](const Fact* scheme) { return scheme->value != "v1"; })) return {};
  static constexpr AnomalySentence table[] = {
      {anomaly::zip_prepended_data, "There are bytes before the first file of the package."},
      {anomaly::zip_trailing_data, "There are bytes behind the end of the package."},
      {anomaly::zip_gap, "There are bytes between the files of the package."},
      {anomaly::zip_hidden_entry, "There is a file in the package that its table of contents does not list."},
      {anomaly::zip_deflate_trailing, "There are bytes behind the content of a file ({subject})."},
  };
  return for_anomalies(rule, input, table);
}

}  // namespace

const Rule and_sig_007e{
    .id = "AND-SIG-007e",
    .format = "apk",
    .family = "signature",
    .severity = Severity::warn,
    .title = "A distributor's mark beside the signature",
    .why =
        "Some distributors put a mark beside the signature that tells the app where it was loaded from. Anybody on the "
        "way can change it, and it may steer what the app does.",
    .would_pass = "The vendor delivers the package as it was signed, without a distributor's mark.",
    .citation = "Android platform documentation, \"APK Signature Scheme v2\", APK Signing Block",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-353", hipaa::integrity, vetting::binary_testing},
    .conclude = channel_payloads,
};

const Rule and_sig_008b{
    .id = "AND-SIG-008b",
    .format = "apk",
    .family = "signature",
    .severity = Severity::info,
    .title = "Bytes that no signature covers",
    .why =
        "Two packages can carry the same signature and differ in these bytes. Compare the checksum of the whole file "
        "when it matters that it is the same file.",
    .would_pass = "Nothing needs to be done; approvals name the file by its checksum.",
    .citation = "Android platform documentation, \"APK Signature Scheme v2\", APK Signing Block",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-353", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = fact::apk_signing_block_uncovered,
                .sentence = "No signature covers {value} bytes that stand beside it."},
    .conclude = when_fact,
};

const Rule and_sig_008c{
    .id = "AND-SIG-008c",
    .format = "apk",
    .family = "signature",
    .severity = Severity::warn,
    .title = "Data hidden beside the signature",
    .why = "No tool that signs packages leaves data there. Somebody may have hidden it.",
    .would_pass = "The vendor signs again with the standard tool.",
    .citation = "Android platform documentation, \"APK Signature Scheme v2\", APK Signing Block",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-353", hipaa::integrity, vetting::binary_testing},
    .conclude = behind_the_signature,
};

const Rule and_sig_008d{
    .id = "AND-SIG-008d",
    .format = "apk",
    .family = "signature",
    .severity = Severity::warn,
    .title = "Bytes around the files that the signature does not cover",
    .why =
        "The package carries no newer signature that holds, so that everything outside of its files can be changed "
        "unnoticed. There is something there.",
    .would_pass = "The vendor signs with scheme v2 or newer.",
    .citation = "Android platform documentation, \"Application Signing\", JAR signing (v1)",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-353", hipaa::integrity, vetting::binary_testing},
    .conclude = around_the_files,
};

}  // namespace formulary::domain
