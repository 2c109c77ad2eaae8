#include "scanners/signing/apk_signer.hpp"

#include <algorithm>

#include "scanners/bytes/complaints.hpp"
#include "scanners/signing/length_prefixed.hpp"

namespace formulary::signing {
namespace {

using bytes::Cursor;

constexpr std::size_t most_records = 100;  // of one list; more than that is no real package

enum class Step : std::uint8_t { go_on, stop, malformed };

// One signer, from its record to its attributes. Any step may end it with an error.
class SignerReader {
 public:
  SignerReader(const SignerScheme& scheme, Budget& budget, SchemeResult& result, ApkSigner& signer)
      : scheme_(scheme), budget_(budget), result_(result), signer_(signer) {}

  // signer: length-prefixed signed data; [v3: uint32 minSDK, uint32 maxSDK]; length-prefixed signatures;
  // length-prefixed public key (SubjectPublicKeyInfo)
  Step read(Cursor record, std::set<ContentDigest>& vouched) {
    signed_data_ = length_prefixed(record, "signed data").rest();
    if (scheme_.sdk_fields == SdkFields::in_signer) read_range(record);
    Cursor signatures = length_prefixed(record, "signatures");
    public_key_ = length_prefixed(record, "public key").rest();
    if (!record.ok()) return Step::malformed;
    if (!record.at_end()) {
      result_.warn(anomaly::apk_signing_block_trailing_data, signer_.name, bytes::at_offset(record.offset()));
    }

    if (const Step step = read_signatures(signatures); step != Step::go_on) return step;
    if (const Step step = verify_signatures(vouched); step != Step::go_on) return step;
    return read_signed_data();
  }

 private:
  Step reject(std::string_view id, const std::string& detail = {}) {
    result_.reject(id, detail.empty() ? signer_.name : signer_.name + ": " + detail, signer_.place);
    return Step::stop;
  }

  void read_range(Cursor& record) {
    signer_.range.min = static_cast<Sdk>(record.u32("minSDK"));
    signer_.range.max = static_cast<Sdk>(record.u32("maxSDK"));
    if (record.ok() && (signer_.range.min < 0 || signer_.range.empty())) {
      reject(anomaly::apk_v3_invalid_sdk_versions, range_text(signer_.range));
    }
  }

  static std::string range_text(SdkRange range) { return std::to_string(range.min) + "-" + std::to_string(range.max); }

  // signatures: sequence of length-prefixed (uint32 algorithm, length-prefixed signature)
  Step read_signatures(Cursor signatures) {
    while (!signatures.at_end()) {
      Cursor record = length_prefixed(signatures, "signature record");
      const std::uint32_t id = record.u32("signature algorithm");
      const View signature = length_prefixed(record, "signature").rest();
      if (!record.ok() || signature_ids_.size() >= most_records) return reject(scheme_.anomalies.malformed_signature);
      signature_ids_.push_back(id);
      const ApkAlgorithm* algorithm = find_apk_algorithm(id);
      if (algorithm == nullptr) {
        result_.warn(scheme_.anomalies.unknown_sig_algorithm, signer_.name + ": " + bytes::at_offset(id).substr(1),
                     signer_.place);
      } else {
        offered_.push_back({algorithm, signature});
      }
    }
    return signature_ids_.empty() ? reject(scheme_.anomalies.no_signatures) : Step::go_on;
  }

  Step verify_signatures(std::set<ContentDigest>& vouched) {
    const SdkRange range = scheme_.sdk_fields == SdkFields::in_signer ? signer_.range : scheme_.range;
    const auto chosen = signatures_to_verify(offered_, range);
    if (chosen.empty()) return reject(scheme_.anomalies.no_supported_signatures);
    const auto key = PublicKey::from_spki(public_key_);
    for (const OfferedSignature& offer : chosen) {
      const SignatureMethod& method = offer.algorithm->method;
      const std::string name(offer.algorithm->name);
      if (!key || key->family() != method.family) return reject(scheme_.anomalies.malformed_public_key, name);
      switch (key->verify(method, signed_data_, offer.signature, budget_)) {
        case Check::good:
          vouched.insert(offer.algorithm->content);
          break;
        case Check::bad:
          return reject(scheme_.anomalies.did_not_verify, name);
        case Check::other_digest:  // some platforms take it for a wrong signature, others for a malformed one
          reject(scheme_.anomalies.did_not_verify, name);
          [[fallthrough]];
        case Check::unusable:
          return reject(scheme_.anomalies.verify_exception, name);
      }
    }
    return Step::go_on;
  }

  // signed data: length-prefixed digests, length-prefixed certificates, [v3: uint32 minSDK, uint32 maxSDK],
  // length-prefixed additional attributes
  Step read_signed_data() {
    Cursor data(signed_data_);
    Cursor digests = length_prefixed(data, "digests");
    Cursor certificates = length_prefixed(data, "certificates");
    if (scheme_.sdk_fields == SdkFields::in_signer) compare_range(data);
    Cursor attributes = length_prefixed(data, "additional attributes");
    if (!data.ok()) return Step::malformed;

    if (const Step step = read_certificates(certificates); step != Step::go_on) return step;
    if (const Step step = read_digests(digests); step != Step::go_on) return step;
    return read_attributes(attributes);
  }

  void compare_range(Cursor& data) {
    const Sdk min = static_cast<Sdk>(data.u32("signed minSDK"));
    const Sdk max = static_cast<Sdk>(data.u32("signed maxSDK"));
    if (!data.ok()) return;
    if (min != signer_.range.min) reject(anomaly::apk_v3_min_sdk_version_mismatch, std::to_string(min));
    if (max != signer_.range.max) reject(anomaly::apk_v3_max_sdk_version_mismatch, std::to_string(max));
  }

  // certificates: sequence of length-prefixed X.509 certificates, the signer's first
  Step read_certificates(Cursor certificates) {
    while (!certificates.at_end()) {
      const View encoded = length_prefixed(certificates, "certificate").rest();
      if (!certificates.ok()) return Step::malformed;
      auto certificate = Certificate::parse(encoded, budget_);
      if (!certificate || signer_.certificates.size() >= most_records) {
        return reject(scheme_.anomalies.malformed_certificate);
      }
      signer_.certificates.push_back(std::move(*certificate));
    }
    if (signer_.certificates.empty()) return reject(scheme_.anomalies.no_certificates);
    if (!signer_.certificates.front().holds_key(public_key_)) return reject(scheme_.anomalies.public_key_mismatch);
    return Step::go_on;
  }

  // digests: sequence of length-prefixed (uint32 signature algorithm, length-prefixed digest); the algorithms must be
  // those of the signatures, in the same order
  Step read_digests(Cursor digests) {
    while (!digests.at_end()) {
      Cursor record = length_prefixed(digests, "digest record");
      const std::uint32_t algorithm = record.u32("signature algorithm of a digest");
      const View value = length_prefixed(record, "digest").rest();
      if (!record.ok() || signer_.digests.size() >= most_records) return reject(scheme_.anomalies.malformed_digest);
      signer_.digests.push_back({algorithm, value});
    }
    const bool same = std::ranges::equal(signature_ids_, signer_.digests, {}, {}, &DeclaredDigest::algorithm);
    return same ? Step::go_on : reject(scheme_.anomalies.sig_alg_mismatch);
  }

  // additional attributes: sequence of length-prefixed (uint32 id, value)
  Step read_attributes(Cursor attributes) {
    while (!attributes.at_end()) {
      Cursor record = length_prefixed(attributes, "attribute");
      const std::uint32_t id = record.u32("id of an attribute");
      if (!record.ok() || signer_.attributes.size() >= most_records) {
        return reject(scheme_.anomalies.malformed_additional_attribute);
      }
      signer_.attributes.push_back({id, record.rest()});
    }
    return Step::go_on;
  }

  const SignerScheme& scheme_;
  Budget& budget_;
  SchemeResult& result_;
  ApkSigner& signer_;
  View signed_data_;
  View public_key_;
  std::vector<std::uint32_t> signature_ids_;
  std::vector<OfferedSignature> offered_;
};

}  // namespace

std::set<ContentDigest> read_signers(View block, std::uint64_t offset, const SignerScheme& scheme, Budget& budget,
                                     SchemeResult& result, const std::function<void(ApkSigner&)>& look) {
  std::set<ContentDigest> vouched;
  const std::string place = bytes::at_offset(offset);
  Cursor cursor(block, offset);
  Cursor signers = length_prefixed(cursor, "signers");
  if (!cursor.ok()) {
    result.reject(scheme.anomalies.malformed_signers, scheme.name, place);
    return vouched;
  }
  if (signers.at_end()) result.reject(scheme.anomalies.no_signers, scheme.name, place);
  while (!signers.at_end()) {
    if (result.signers.size() >= scheme.most_signers) {
      result.reject(scheme.too_many_signers, scheme.name, place);
      break;
    }
    ApkSigner& signer = result.signers.emplace_back();
    signer.name = std::string(scheme.name) + " signer " + std::to_string(result.signers.size());
    signer.place = bytes::at_offset(signers.offset());
    Cursor record = length_prefixed(signers, "signer");
    const Step step =
        signers.ok() ? SignerReader(scheme, budget, result, signer).read(record, vouched) : Step::malformed;
    if (step == Step::malformed) {
      result.reject(scheme.anomalies.malformed_signer, signer.name, signer.place);
      break;
    }
    if (step == Step::go_on) look(signer);
  }
  return vouched;
}

void check_content(const std::set<ContentDigest>& kinds, const SignerScheme& scheme, ApkDigests& digests,
                   SchemeResult& result) {
  digests.compute(kinds);
  for (const ApkSigner& signer : result.signers) {
    for (const DeclaredDigest& declared : signer.digests) {
      const ApkAlgorithm* algorithm = find_apk_algorithm(declared.algorithm);
      if (algorithm == nullptr || !kinds.contains(algorithm->content)) continue;
      const Bytes* actual = digests.find(algorithm->content);
      if (actual == nullptr || !std::ranges::equal(declared.value, *actual)) {
        result.reject(scheme.anomalies.digest_mismatch, signer.name + ": " + std::string(algorithm->name),
                      signer.place);
      }
    }
  }
}

}  // namespace formulary::signing
