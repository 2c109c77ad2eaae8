#include "scanners/signing/jar_block.hpp"

#include <algorithm>

#include "scanners/report.hpp"
#include "scanners/signing/jar_algorithm.hpp"
#include "scanners/signing/pkcs7.hpp"

namespace formulary::signing {
namespace {

constexpr Sdk attributes_verified_since = 19;  // before, signed attributes were not bound to the content
constexpr Sdk all_signers_since = 24;          // before, only the first signer was looked at
constexpr Sdk content_type_since = 24;
constexpr std::size_t longest_issuer = 16384;  // bytes of a name

std::unexpected<JarBlockProblem> problem(std::string_view anomaly, std::string detail) {
  return std::unexpected(JarBlockProblem{anomaly, std::move(detail)});
}

class BlockVerifier {
 public:
  BlockVerifier(View signature_file, SdkRange range, Budget& budget)
      : signature_file_(signature_file), range_(range), budget_(budget) {}

  std::expected<JarBlock, JarBlockProblem> verify(View block) {
    auto pkcs7 = read_pkcs7(block);
    if (!pkcs7) return problem(anomaly::apk_v1_parse_exception, "no PKCS #7 SignedData");
    pkcs7_ = std::move(*pkcs7);
    if (pkcs7_.signers.empty()) return problem(anomaly::apk_v1_no_signers, "");
    if (range_.min < all_signers_since) pkcs7_.signers.resize(1);
    for (const View encoded : pkcs7_.certificates) {
      auto certificate = Certificate::parse(encoded, budget_);
      if (!certificate) return problem(anomaly::apk_v1_parse_exception, "malformed certificate");
      certificates_.push_back(std::move(*certificate));
    }
    // All signers are looked at, because a malformed one spoils the block; the first that verifies counts.
    const Certificate* first = nullptr;
    std::string algorithm;
    for (const Pkcs7Signer& signer : pkcs7_.signers) {
      const auto certificate = verify_signer(signer);
      if (!certificate) return std::unexpected(certificate.error());
      if (first != nullptr || *certificate == nullptr) continue;
      first = *certificate;
      algorithm = jar_algorithm_name(signer.digest_oid, signer.signature_oid);
    }
    if (first == nullptr) return problem(anomaly::apk_v1_did_not_verify, "");
    return JarBlock{chain_from(*first), std::move(algorithm)};
  }

 private:
  // Null when the signer is sound, but is not by its certificate over this signature file.
  std::expected<const Certificate*, JarBlockProblem> verify_signer(const Pkcs7Signer& signer) {
    if (!jar_algorithm_supported(signer.digest_oid, signer.signature_oid, range_)) {
      return problem(anomaly::apk_v1_unsupported_sig_alg, jar_algorithm_name(signer.digest_oid, signer.signature_oid));
    }
    const JarAlgorithm algorithm = *find_jar_algorithm(signer.digest_oid, signer.signature_oid);
    const std::uint64_t comparisons = certificates_.size() * (1000 + 2 * signer.issuer.size());
    if (signer.issuer.size() > longest_issuer || !budget_.take(budget_.steps, comparisons, "names of signers")) {
      return problem(anomaly::apk_v1_verify_exception, "the name of the signer is too long");
    }
    const auto found = std::ranges::find_if(certificates_, [&](const Certificate& candidate) {
      return !signer.issuer.empty() && candidate.is_named_by(signer.issuer, signer.serial);
    });
    const auto unusable = [](std::string why) { return problem(anomaly::apk_v1_verify_exception, std::move(why)); };
    if (found == certificates_.end()) return unusable("the signer's certificate is missing");
    if (found->has_unknown_critical_extension()) return unusable("unknown critical extension");
    if (!found->may_sign()) return unusable("keyUsage does not allow signatures");
    if (!found->key() || found->key()->family() != algorithm.method.family) return unusable("unsuitable key");

    Bytes signed_bytes;
    if (signer.signed_attributes) {
      const auto bound = attributes_hold(signer, algorithm);
      if (!bound) return std::unexpected(bound.error());
      if (!*bound) return nullptr;
      // Signed is the attributes' encoding as SET OF, which platforms take as it stands but for the tag.
      signed_bytes.assign(signer.signed_attributes->begin(), signer.signed_attributes->end());
      signed_bytes.front() = std::byte{0x31};
    } else {
      signed_bytes.assign(signature_file_.begin(), signature_file_.end());
    }
    switch (found->key()->verify(algorithm.method, signed_bytes, signer.signature, budget_)) {
      case Check::good:
        return &*found;
      case Check::bad:
      case Check::other_digest:
        return nullptr;
      case Check::unusable:
        break;
    }
    return unusable("the signature cannot be checked");
  }

  // Whether the signed attributes speak of this signature file.
  std::expected<bool, JarBlockProblem> attributes_hold(const Pkcs7Signer& signer, const JarAlgorithm& algorithm) {
    if (range_.min < attributes_verified_since) {
      return problem(anomaly::apk_v1_verify_exception, "signed attributes are not safe before level 19");
    }
    const bool typed = range_.max >= content_type_since;
    const SignedAttributes attributes =
        read_signed_attributes(*signer.signed_attributes, typed ? ContentType::read : ContentType::ignored);
    switch (attributes.state) {
      case SignedAttributes::State::sound:
        break;
      case SignedAttributes::State::undecodable:
        return problem(anomaly::apk_v1_verify_exception, "malformed signed attributes");
      case SignedAttributes::State::ambiguous:
        return problem(anomaly::apk_v1_parse_exception, "ambiguous signed attributes");
    }
    if (typed) {
      if (!attributes.content_type) {
        return problem(anomaly::apk_v1_verify_exception, "no content type in the signed attributes");
      }
      if (*attributes.content_type != pkcs7_.content_type) return false;
    }
    if (!attributes.message_digest) {
      return problem(anomaly::apk_v1_verify_exception, "no digest in the signed attributes");
    }
    return std::ranges::equal(*attributes.message_digest, digest(algorithm.declared_digest, signature_file_));
  }

  std::vector<Certificate> chain_from(const Certificate& signer) const {
    std::vector<Certificate> rest;
    for (const Certificate& certificate : certificates_) {
      if (!(certificate == signer)) rest.push_back(certificate);
    }
    std::vector<Certificate> chain{signer};
    while (!chain.back().is_self_issued()) {
      const auto issuer = std::ranges::find_if(
          rest, [&](const Certificate& candidate) { return chain.back().is_issued_by(candidate); });
      if (issuer == rest.end()) break;
      chain.push_back(*issuer);
      rest.erase(issuer);
    }
    return chain;
  }

  View signature_file_;
  SdkRange range_;
  Budget& budget_;
  Pkcs7 pkcs7_;
  std::vector<Certificate> certificates_;
};

}  // namespace

std::expected<JarBlock, JarBlockProblem> verify_jar_block(View block, View signature_file, SdkRange range,
                                                          Budget& budget) {
  return BlockVerifier(signature_file, range, budget).verify(block);
}

}  // namespace formulary::signing
