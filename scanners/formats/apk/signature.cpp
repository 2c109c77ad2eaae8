#include "scanners/formats/apk/signature.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>

#include "scanners/bytes/complaints.hpp"
#include "scanners/formats/android/certificate.hpp"
#include "scanners/signing/apk_signatures.hpp"

namespace formulary::formats::apk {
namespace {

using signing::Certificate;
using signing::Sdk;
using signing::SdkRange;

std::string levels(SdkRange range) { return "sdk " + signing::range_text(range); }

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
  return text;
}

Sdk as_sdk(std::uint32_t level) {
  return static_cast<Sdk>(std::min<std::uint32_t>(level, std::numeric_limits<Sdk>::max()));
}

// The levels to judge for: those asked for, else the package's own, which has no upper end.
SdkRange range_of(const ScanOptions& options, const SigningContext& signing) {
  return {as_sdk(options.min_sdk.value_or(signing.min_sdk.value_or(1))),
          options.max_sdk ? as_sdk(*options.max_sdk) : signing::sdk_unbounded};
}

std::string_view meaning(std::uint32_t id) {
  namespace block = signing::block_id;
  switch (id) {
    case block::v2:
      return "signature scheme v2";
    case block::v3:
      return "signature scheme v3";
    case block::v3_1:
      return "signature scheme v3.1";
    case block::v3_2:
      return "signature scheme v3.2";
    case block::source_stamp_v1:
      return "source stamp v1";
    case block::source_stamp_v2:
      return "source stamp v2";
    case block::verity_padding:
      return "padding";
    case 0x504b4453:
      return "dependency metadata";
    case 0x71777777:
    case 0x881155ff:
      return "channel payload";
    case 0x2146444e:
      return "store metadata";
    default:
      return "";
  }
}

class SignatureFacts {
 public:
  SignatureFacts(ScanContext& context, const signing::ApkSignatures& signatures, SdkRange range)
      : context_(context), signatures_(signatures), range_(range) {}

  void state() {
    context_.state(fact::apk_signature_verified, levels(range_), signatures_.verified ? "true" : "false", place());
    state_schemes();
    state_signers();
    state_platforms();
    state_block();
    state_digests();
    state_lineage();
    state_stamp();
    state_idsig();
  }

 private:
  std::string place() const {
    if (signatures_.block.state() != signing::ApkBlock::State::absent)
      return bytes::at_offset(signatures_.block.offset());
    return signatures_.v1.looked_at ? "META-INF/MANIFEST.MF" : "";
  }

  void state_schemes() {
    const auto present = [&](bool verified, std::string_view name, std::string_view evidence) {
      if (verified) context_.state(fact::apk_signature_scheme, "", name, evidence);
    };
    present(signatures_.v1.verified, "v1", "META-INF/MANIFEST.MF");
    present(signatures_.v2.verified, "v2", place_of(signing::block_id::v2));
    present(signatures_.v3.verified, "v3", place_of(signing::block_id::v3));
    present(signatures_.v3_1.verified, "v3.1", place_of(signing::block_id::v3_1));
  }

  void state_signers() {
    for (const signing::SignerSpan& span : signatures_.signers) {
      context_.state(fact::apk_signature_signer, levels(span.range), span.certificate.sha256(), span.place);
    }
    for (const signing::JarSigner& signer : signatures_.v1.signers) {
      claim(signer.chain.front(), signer.name, signer.name);
      context_.state(fact::apk_signature_algorithm, signer.name, signer.algorithm, signer.name);
      for (const Certificate& certificate : signer.chain) describe(certificate, signer.name);
    }
    for (const auto* scheme : {&signatures_.v2, &signatures_.v3, &signatures_.v3_1}) {
      for (const signing::ApkSigner& signer : scheme->signers) {
        if (signer.certificates.empty()) continue;
        claim(signer.certificates.front(), signer.name, signer.place);
        for (const Certificate& certificate : signer.certificates) describe(certificate, signer.place);
      }
    }
  }

  void state_platforms() {
    for (const signing::PlatformSigners& row : signatures_.platforms) {
      const std::string whom = row.signers.empty() ? "none" : joined(row.signers);
      context_.state(fact::apk_signature_platforms, signing::range_text(row.range), whom, place());
    }
  }

  void claim(const Certificate& certificate, std::string_view signer, std::string_view evidence) {
    if (signatures_.verified) return;
    context_.state(fact::apk_signature_claimed_signer, signer, certificate.sha256(), evidence);
  }

  void state_block() {
    std::size_t left = most_ids;
    for (const signing::ApkBlockPair& pair : signatures_.block.pairs()) {
      if (left-- == 0) break;
      const std::string id = bytes::at_offset(pair.id).substr(1);
      const std::string place = bytes::at_offset(pair.offset);
      context_.state(fact::apk_signing_block_id, meaning(pair.id), id, place);
      context_.state(fact::apk_signing_block_size, id, std::to_string(pair.value.size()), place);
    }
    const std::uint64_t uncovered = signatures_.block.uncovered();
    if (uncovered == 0) return;
    context_.state(fact::apk_signing_block_uncovered, "", std::to_string(uncovered),
                   bytes::at_offset(signatures_.block.offset()));
  }

  // Only what a verified signature vouches for: of v1 the digest of its manifest, of the others those of the content.
  void state_digests() {
    if (signatures_.v1.verified && signatures_.v1.manifest_sha256) {
      context_.state(fact::apk_content_digest, signing::content_digest_name(signing::ContentDigest::sha256),
                     signing::hex(*signatures_.v1.manifest_sha256), "META-INF/MANIFEST.MF");
    }
    std::set<std::pair<signing::ContentDigest, std::string>> vouched;
    for (const auto* scheme : {&signatures_.v2, &signatures_.v3, &signatures_.v3_1}) {
      for (const signing::ApkSigner& signer : scheme->signers) {
        for (const signing::DeclaredDigest& digest : signer.digests) {
          const signing::ApkAlgorithm* algorithm = signing::find_apk_algorithm(digest.algorithm);
          if (!scheme->verified || algorithm == nullptr || digest.value.size() > longest_digest) continue;
          if (vouched.emplace(algorithm->content, signing::hex(digest.value)).second) {
            context_.state(fact::apk_content_digest, signing::content_digest_name(algorithm->content),
                           signing::hex(digest.value), signer.place);
          }
          context_.state(fact::apk_signature_algorithm, signer.name, algorithm->name, signer.place);
        }
      }
    }
  }

  void state_idsig() {
    if (!signatures_.idsig) return;
    const signing::Idsig& idsig = *signatures_.idsig;
    context_.state(fact::apk_idsig_verified, "", idsig.verified ? "true" : "false", "idsig");
    if (!idsig.root_hash.empty()) {
      context_.state(fact::apk_idsig_root_hash, "", signing::hex(idsig.root_hash), "idsig");
    }
    if (idsig.verified) context_.state(fact::apk_signature_scheme, "", "v4", "idsig");
    for (const signing::IdsigSigner& signer : idsig.signers) {
      if (!signer.certificate) continue;
      context_.state(fact::apk_idsig_signer, signer.scheme, signer.certificate->sha256(), "idsig");
      describe(*signer.certificate, "idsig");
    }
  }

  void state_lineage() {
    if (!signatures_.lineage) return;
    std::size_t position = 0;
    for (const signing::LineageNode& node : signatures_.lineage->nodes) {
      const std::string& sha256 = node.certificate.sha256();
      const std::string number = std::to_string(++position);
      const std::string evidence = lineage_place() + "#/lineage[" + number + "]";
      context_.state(fact::apk_lineage_certificate, number, sha256, evidence);
      context_.state(fact::apk_lineage_capabilities, sha256, signing::capability_names(node.flags), evidence);
      describe(node.certificate, evidence);
    }
  }

  // Where the value is whose scheme the lineage is from.
  std::string lineage_place() const {
    return place_of(signatures_.v3_1.lineage ? signing::block_id::v3_1 : signing::block_id::v3);
  }

  void state_stamp() {
    if (!signatures_.stamp) return;
    const signing::SourceStamp& stamp = *signatures_.stamp;
    std::string place = place_of(signing::block_id::source_stamp_v2);
    if (place.empty()) place = place_of(signing::block_id::source_stamp_v1);
    context_.state(fact::apk_source_stamp_verified, "", stamp.verified ? "true" : "false", place);
    if (stamp.certificate) {
      context_.state(fact::apk_source_stamp_signer, "", stamp.certificate->sha256(), place);
      describe(*stamp.certificate, place);
    }
    if (stamp.lineage) {
      std::size_t position = 0;
      for (const signing::LineageNode& node : stamp.lineage->nodes) {
        context_.state(fact::apk_source_stamp_lineage, std::to_string(++position), node.certificate.sha256(), place);
        describe(node.certificate, place);
      }
    }
    if (stamp.timestamp > 0) context_.state(fact::apk_source_stamp_time, "", std::to_string(stamp.timestamp), place);
  }

  // Each certificate once, and not more than a real package has.
  void describe(const Certificate& certificate, std::string_view evidence) {
    if (described_.size() >= most_certificates || !described_.insert(certificate.sha256()).second) return;
    if (android::state_certificate(context_, certificate, evidence).authority) {
      context_.state(fact::certificate_authority, certificate.sha256(), "true", evidence);
    }
  }

  std::string place_of(std::uint32_t id) const {
    const auto found = std::ranges::find(signatures_.block.pairs(), id, &signing::ApkBlockPair::id);
    return found == signatures_.block.pairs().end() ? std::string() : bytes::at_offset(found->offset);
  }

  static constexpr std::size_t longest_digest = 64;
  static constexpr std::size_t most_certificates = 100;
  static constexpr std::size_t most_ids = 100;

  ScanContext& context_;
  const signing::ApkSignatures& signatures_;
  SdkRange range_;
  std::set<std::string> described_;
};

}  // namespace

void state_signatures(ScanContext& context, const bytes::Zip& zip, const SigningContext& signing) {
  const SdkRange range = range_of(context.options, signing);
  signing::ApkRequest request{range, as_sdk(signing.target_sdk), signing.target_sandbox_version};
  if (context.options.idsig) request.idsig = *context.options.idsig;
  signing::ApkSignatures signatures = signing::verify_apk(zip, request, context.budget, context.anomalies);
  for (const Anomaly& anomaly : signatures.anomalies) context.object(anomaly.id, anomaly.subject, anomaly.evidence);
  if (!signing.manifest_readable) {
    context.object(anomaly::apk_signature_manifest_unreadable, "", "AndroidManifest.xml");
    signatures.verified = false;
    signatures.signers.clear();
    signatures.platforms.clear();
  }
  if (signatures.idsig) {
    for (const Anomaly& anomaly : signatures.idsig->anomalies) {
      context.object(anomaly.id, anomaly.subject, anomaly.evidence);
    }
  }
  for (const Anomaly& anomaly : signing::compare_platforms(signatures.platforms)) {
    context.object(anomaly.id, anomaly.subject, "apk.signature.platforms");
  }
  SignatureFacts(context, signatures, range).state();
}

}  // namespace formulary::formats::apk
