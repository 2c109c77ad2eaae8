#include "scanners/signing/apk_v2.hpp"

#include "scanners/bytes/complaints.hpp"

namespace formulary::signing {
namespace {

constexpr std::uint32_t stripping_protection = 0xbeeff00d;  // value: uint32 number of a newer scheme that also signs
constexpr std::size_t most_v2_signers = 10;

constexpr SignerAnomalies v2_anomalies{
    .malformed_signers = anomaly::apk_v2_malformed_signers,
    .no_signers = anomaly::apk_v2_no_signers,
    .malformed_signer = anomaly::apk_v2_malformed_signer,
    .malformed_signature = anomaly::apk_v2_malformed_signature,
    .unknown_sig_algorithm = anomaly::apk_v2_unknown_sig_algorithm,
    .no_signatures = anomaly::apk_v2_no_signatures,
    .no_supported_signatures = anomaly::apk_v2_no_supported_signatures,
    .malformed_public_key = anomaly::apk_v2_malformed_public_key,
    .verify_exception = anomaly::apk_v2_verify_exception,
    .did_not_verify = anomaly::apk_v2_did_not_verify,
    .malformed_certificate = anomaly::apk_v2_malformed_certificate,
    .no_certificates = anomaly::apk_v2_no_certificates,
    .public_key_mismatch = anomaly::apk_v2_public_key_mismatch,
    .malformed_digest = anomaly::apk_v2_malformed_digest,
    .sig_alg_mismatch = anomaly::apk_v2_sig_alg_mismatch,
    .malformed_additional_attribute = anomaly::apk_v2_malformed_additional_attribute,
    .unknown_additional_attribute = anomaly::apk_v2_unknown_additional_attribute,
    .digest_mismatch = anomaly::apk_v2_digest_mismatch,
};

}  // namespace

SchemeResult verify_v2(View block, std::uint64_t offset, SdkRange range, const SchemeNumbers& known,
                       const SchemeNumbers& found, ApkDigests& digests, Budget& budget) {
  const SignerScheme scheme{"v2",  v2_anomalies,    SdkFields::none,
                            range, most_v2_signers, anomaly::apk_v2_max_signatures_exceeded};
  SchemeResult result;
  result.present = true;

  const auto look = [&](ApkSigner& signer) {
    SchemeNumbers promised;
    for (const ApkAttribute& attribute : signer.attributes) {
      if (attribute.id != stripping_protection) {
        result.warn(anomaly::apk_v2_unknown_additional_attribute,
                    signer.name + ": " + bytes::at_offset(attribute.id).substr(1), signer.place);
        continue;
      }
      bytes::Cursor value(attribute.value);
      const Sdk number = static_cast<Sdk>(value.u32("number of a scheme"));
      if (!value.ok()) {
        result.reject(anomaly::apk_v2_malformed_additional_attribute, signer.name, signer.place);
        return;
      }
      if (known.contains(number)) {
        promised.insert(number);
      } else {
        result.warn(anomaly::apk_v2_unknown_apk_sig_scheme_id, signer.name + ": " + std::to_string(number),
                    signer.place);
      }
    }
    for (const std::int64_t number : promised) {
      if (!found.contains(number)) {
        result.reject(anomaly::apk_v2_missing_apk_sig_referenced, signer.name + ": v" + std::to_string(number),
                      signer.place);
      }
    }
  };
  const auto kinds = read_signers(block, offset, scheme, budget, result, look);
  if (result.errors.empty()) check_content(kinds, scheme, digests, result);
  result.verified = result.errors.empty() && !result.signers.empty() && !kinds.empty();
  return result;
}

}  // namespace formulary::signing
