// The signers of APK Signature Schemes v2 and v3 (source.android.com), as far as both are alike: the records of the
// block, the signatures over the signed data, certificates and digests. What the attributes mean, and which platform
// levels need which signer, is up to apk_v2 and apk_v3.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/cursor.hpp"
#include "scanners/report.hpp"
#include "scanners/signing/apk_algorithm.hpp"
#include "scanners/signing/apk_digest.hpp"
#include "scanners/signing/lineage.hpp"
#include "scanners/signing/x509.hpp"

namespace formulary::signing {

struct DeclaredDigest {
  std::uint32_t algorithm = 0;
  View value;
};

struct ApkAttribute {
  std::uint32_t id = 0;
  View value;
};

/// Views point into the ApkBlock.
struct ApkSigner {
  std::string name;                       ///< `v3.1 signer 1`
  std::string place;                      ///< where in the file, as evidence names it
  SdkRange range;                         ///< v3 and v3.1: the platform levels it is for
  std::vector<Certificate> certificates;  ///< the first is the signer's
  std::vector<DeclaredDigest> digests;
  std::vector<ApkAttribute> attributes;
  std::optional<Lineage> lineage;
  bool targets_development_release = false;
};

/// What came of one scheme. Verified only when there is no error.
struct SchemeResult {
  bool present = false;
  bool verified = false;
  std::vector<ApkSigner> signers;
  std::vector<Anomaly> errors;
  std::vector<Anomaly> warnings;
  std::optional<Lineage> lineage;  ///< the longest of all signers

  void reject(std::string_view id, std::string_view subject, std::string_view evidence) {
    errors.push_back({std::string(id), std::string(subject), std::string(evidence)});
  }
  void warn(std::string_view id, std::string_view subject, std::string_view evidence) {
    warnings.push_back({std::string(id), std::string(subject), std::string(evidence)});
  }
};

/// The anomalies of one scheme, by what they say.
struct SignerAnomalies {
  std::string_view malformed_signers, no_signers, malformed_signer, malformed_signature, unknown_sig_algorithm,
      no_signatures, no_supported_signatures, malformed_public_key, verify_exception, did_not_verify,
      malformed_certificate, no_certificates, public_key_mismatch, malformed_digest, sig_alg_mismatch,
      malformed_additional_attribute, unknown_additional_attribute, digest_mismatch;
};

enum class SdkFields : std::uint8_t { none, in_signer };  ///< v3 signers say for which platform levels they are

struct SignerScheme {
  std::string_view name;  ///< `v2`, `v3`, `v3.1`
  const SignerAnomalies& anomalies;
  SdkFields sdk_fields = SdkFields::none;
  SdkRange range;  ///< for which algorithms are chosen when the signers have no platform levels
  std::size_t most_signers = 10;
  std::string_view too_many_signers;  ///< the anomaly
};

/// Reads all signers of a block into `result` and verifies their signatures over their signed data. Calls `look` for
/// each signer that is sound so far, to judge its attributes. Gives the content digests that verified signatures vouch
/// for.
std::set<ContentDigest> read_signers(View block, std::uint64_t offset, const SignerScheme& scheme, Budget& budget,
                                     SchemeResult& result, const std::function<void(ApkSigner&)>& look);

/// Compares the digests that the signers declare, of the kinds in `kinds`, with the package's.
void check_content(const std::set<ContentDigest>& kinds, const SignerScheme& scheme, ApkDigests& digests,
                   SchemeResult& result);

}  // namespace formulary::signing
