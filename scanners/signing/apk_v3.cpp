#include "scanners/signing/apk_v3.hpp"

#include <algorithm>

#include "scanners/bytes/complaints.hpp"

namespace formulary::signing {
namespace {

constexpr std::uint32_t proof_of_rotation = 0x3ba06f8c;
constexpr std::uint32_t rotation_min_sdk = 0x559f8b02;     // value: uint32 level from which a v3.1 signer applies
constexpr std::uint32_t targets_dev_release = 0xc2a6b3ba;  // without a value
constexpr std::size_t most_v3_signers = 64;

constexpr SignerAnomalies v3_anomalies{
    .malformed_signers = anomaly::apk_v3_malformed_signers,
    .no_signers = anomaly::apk_v3_no_signers,
    .malformed_signer = anomaly::apk_v3_malformed_signer,
    .malformed_signature = anomaly::apk_v3_malformed_signature,
    .unknown_sig_algorithm = anomaly::apk_v3_unknown_sig_algorithm,
    .no_signatures = anomaly::apk_v3_no_signatures,
    .no_supported_signatures = anomaly::apk_v3_no_supported_signatures,
    .malformed_public_key = anomaly::apk_v3_malformed_public_key,
    .verify_exception = anomaly::apk_v3_verify_exception,
    .did_not_verify = anomaly::apk_v3_did_not_verify,
    .malformed_certificate = anomaly::apk_v3_malformed_certificate,
    .no_certificates = anomaly::apk_v3_no_certificates,
    .public_key_mismatch = anomaly::apk_v3_public_key_mismatch,
    .malformed_digest = anomaly::apk_v3_malformed_digest,
    .sig_alg_mismatch = anomaly::apk_v3_sig_alg_mismatch,
    .malformed_additional_attribute = anomaly::apk_v3_malformed_additional_attribute,
    .unknown_additional_attribute = anomaly::apk_v3_unknown_additional_attribute,
    .digest_mismatch = anomaly::apk_v3_digest_mismatch,
};

enum class Version : std::uint8_t { v3, v3_1 };

class V3Verifier {
 public:
  V3Verifier(Version version, SdkRange range, std::optional<Sdk> rotation_from, Budget& budget)
      : version_(version),
        range_(range),
        rotation_from_(rotation_from),
        budget_(budget),
        scheme_{version == Version::v3 ? "v3" : "v3.1", v3_anomalies, SdkFields::in_signer, range, most_v3_signers,
                anomaly::apk_v3_too_many_signers} {}

  SchemeResult verify(View block, std::uint64_t offset, ApkDigests& digests) {
    place_ = bytes::at_offset(offset);
    result_.present = true;
    const auto kinds = read_signers(block, offset, scheme_, budget_, result_, [&](ApkSigner& signer) { look(signer); });
    if (!result_.errors.empty()) return std::move(result_);
    check_content(kinds, scheme_, digests, result_);
    check_ranges();
    consolidate_lineages();
    result_.verified = result_.errors.empty() && !result_.signers.empty() && !kinds.empty();
    return std::move(result_);
  }

 private:
  void reject(std::string_view id, const ApkSigner& signer, const std::string& detail = {}) {
    result_.reject(id, detail.empty() ? signer.name : signer.name + ": " + detail, signer.place);
  }
  void warn(std::string_view id, const ApkSigner& signer, const std::string& detail = {}) {
    result_.warn(id, detail.empty() ? signer.name : signer.name + ": " + detail, signer.place);
  }

  void look(ApkSigner& signer) {
    bool names_rotation = false;
    for (const ApkAttribute& attribute : signer.attributes) {
      switch (attribute.id) {
        case proof_of_rotation:
          read_lineage_of(signer, attribute.value);
          break;
        case rotation_min_sdk:
          names_rotation = true;
          if (!compare_rotation(signer, attribute.value)) return;
          break;
        case targets_dev_release:
          signer.targets_development_release = true;
          if (version_ == Version::v3) warn(anomaly::apk_v31_rotation_targets_dev_release_attr_on_v3_signer, signer);
          break;
        default:
          warn(anomaly::apk_v3_unknown_additional_attribute, signer, bytes::at_offset(attribute.id).substr(1));
      }
    }
    if (rotation_from_ && !names_rotation) {
      warn(anomaly::apk_v31_rotation_min_sdk_attr_missing, signer, std::to_string(*rotation_from_));
    }
  }

  void read_lineage_of(ApkSigner& signer, View value) {
    auto lineage = read_lineage(value, budget_);
    if (!lineage) {
      switch (lineage.error()) {
        case LineageProblem::malformed:
          return reject(anomaly::apk_v3_malformed_lineage, signer);
        case LineageProblem::did_not_verify:
          return reject(anomaly::apk_v3_por_did_not_verify, signer);
        case LineageProblem::certificate_mismatch:
          return reject(anomaly::apk_v3_por_cert_mismatch, signer);
      }
    }
    if (!(lineage->nodes.back().certificate == signer.certificates.front())) {
      reject(anomaly::apk_v3_por_cert_mismatch, signer);
    }
    signer.lineage = std::move(*lineage);
  }

  // Platforms below 33 know neither the attribute nor v3.1. False when the attribute is malformed.
  bool compare_rotation(const ApkSigner& signer, View value) {
    if (range_.max < v3_1_since) return true;
    bytes::Cursor cursor(value);
    const Sdk declared = static_cast<Sdk>(cursor.u32("rotation-min-sdk-version"));
    if (!cursor.ok()) {
      reject(anomaly::apk_v3_malformed_additional_attribute, signer);
      return false;
    }
    if (!rotation_from_) {
      reject(anomaly::apk_v31_block_missing, signer, std::to_string(declared));
    } else if (declared != *rotation_from_) {
      reject(anomaly::apk_v31_rotation_min_sdk_mismatch, signer,
             std::to_string(declared) + " and " + std::to_string(*rotation_from_));
    }
    return true;
  }

  // Every level must have exactly one signer. Where a signer targets a development release, that release has the
  // number of the last finished one, so that two ranges may share a level.
  void check_ranges() {
    std::vector<const ApkSigner*> signers;
    for (const ApkSigner& signer : result_.signers) signers.push_back(&signer);
    std::ranges::stable_sort(signers, {}, [](const ApkSigner* signer) { return signer->range.max; });

    const ApkSigner* previous = nullptr;
    for (const ApkSigner* signer : signers) {
      if (previous != nullptr) {
        const bool follows = std::int64_t{signer->range.min} == std::int64_t{previous->range.max} + 1;
        const bool shares = signer->range.min == previous->range.max && signer->targets_development_release;
        if (!follows && !shares) return reject(anomaly::apk_v3_inconsistent_sdk_versions, *signer);
      }
      previous = signer;
    }
    const Sdk first = signers.front()->range.min;
    const Sdk last = signers.back()->range.max;
    if (first > needed().min || last < needed().max) {
      result_.reject(anomaly::apk_v3_missing_sdk_versions,
                     std::string(scheme_.name) + ": " + std::to_string(first) + "-" + std::to_string(last), place_);
    }
  }

  // The levels that the signers must cover. v3.1 may begin at any level; v3 covers what is below it.
  SdkRange needed() const {
    if (version_ == Version::v3_1) {
      const auto from = [](const ApkSigner& signer) { return signer.range.min; };
      const Sdk first = std::ranges::min_element(result_.signers, {}, from)->range.min;
      return {std::max(first, range_.min), std::max(first, range_.max)};
    }
    const Sdk last = rotation_from_ ? std::min(range_.max, *rotation_from_ - 1) : range_.max;
    return {std::max(range_.min, v3_since), last};
  }

  // With rising levels a lineage may only grow, and each must be the beginning of the longest.
  void consolidate_lineages() {
    std::vector<const ApkSigner*> signers;
    for (const ApkSigner& signer : result_.signers) {
      if (signer.lineage) signers.push_back(&signer);
    }
    std::ranges::stable_sort(signers, {}, [](const ApkSigner* signer) { return signer->range.max; });
    const Lineage* longest = nullptr;
    for (const ApkSigner* signer : signers) {
      if (longest != nullptr && !longest->is_prefix_of(*signer->lineage)) {
        return reject(anomaly::apk_v3_inconsistent_lineages, *signer);
      }
      longest = &*signer->lineage;
    }
    if (longest != nullptr) result_.lineage = *longest;
  }

  Version version_;
  SdkRange range_;
  std::optional<Sdk> rotation_from_;
  Budget& budget_;
  SignerScheme scheme_;
  SchemeResult result_;
  std::string place_;
};

}  // namespace

SchemeResult verify_v3_1(View block, std::uint64_t offset, SdkRange range, ApkDigests& digests, Budget& budget) {
  return V3Verifier(Version::v3_1, {std::max(range.min, v3_1_since), range.max}, std::nullopt, budget)
      .verify(block, offset, digests);
}

SchemeResult verify_v3(View block, std::uint64_t offset, SdkRange range, std::optional<Sdk> rotation_from,
                       ApkDigests& digests, Budget& budget) {
  return V3Verifier(Version::v3, range, rotation_from, budget).verify(block, offset, digests);
}

}  // namespace formulary::signing
