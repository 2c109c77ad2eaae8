#include "scanners/signing/apk_signatures.hpp"

#include <algorithm>
#include <set>

#include "scanners/bytes/complaints.hpp"
#include "scanners/signing/apk_v2.hpp"
#include "scanners/signing/apk_v3.hpp"

namespace formulary::signing {
namespace {

constexpr Sdk sandbox_checked_since = 26;
constexpr Sdk target_that_needs_v2 = 30;

SdkRange intersection(SdkRange a, SdkRange b) { return {std::max(a.min, b.min), std::min(a.max, b.max)}; }

std::map<ContentDigest, Bytes> declared_digests(const SchemeResult& scheme) {
  std::map<ContentDigest, Bytes> result;
  for (const ApkSigner& signer : scheme.signers) {
    for (const DeclaredDigest& declared : signer.digests) {
      const ApkAlgorithm* algorithm = find_apk_algorithm(declared.algorithm);
      if (algorithm != nullptr) result[algorithm->content] = Bytes(declared.value.begin(), declared.value.end());
    }
  }
  return result;
}

// What is read and computed once, for however many platform ranges.
struct ApkPackage {
  ApkPackage(const bytes::Zip& its_zip, Budget& budget)
      : zip(its_zip),
        sections(find_apk_sections(zip)),
        block(sections ? ApkBlock::find(zip.source(), *sections, budget) : ApkBlock()) {
    if (sections) digests.emplace(zip.source(), *sections, block);
  }

  const bytes::Zip& zip;
  const std::optional<ApkSections> sections;
  ApkBlock block;
  std::optional<ApkDigests> digests;
  JarDigests jar_digests;
};

class ApkJudge {
 public:
  ApkJudge(ApkPackage& package, const ApkRequest& request, Budget& budget, std::vector<Anomaly>& zip_anomalies)
      : package_(package),
        zip_(package.zip),
        block_(package.block),
        request_(request),
        range_(request.range),
        budget_(budget),
        zip_anomalies_(zip_anomalies) {}

  ApkSignatures judge() {
    judge_for_range();
    complaints_.finish();
    return std::move(result_);
  }

 private:
  void judge_for_range() {
    if (range_.empty() || range_.min < 0) reject(anomaly::apk_signature_empty_range, levels_text(), "");
    if (!package_.sections) {
      reject(anomaly::apk_signature_malformed_apk, "", bytes::at_offset(zip_.end_record_offset()));
    }
    if (!sound_) return;
    if (block_.state() == ApkBlock::State::too_large) {
      reject(anomaly::limit_exceeded, "signing block", bytes::at_offset(block_.offset()));
      return;
    }
    look_at_block();
    ApkDigests& digests = *package_.digests;
    judge_v3_1(digests) && judge_v3(digests) && judge_v2(digests) && judge_v1() && compare_schemes();
    // Also when a limit was hit elsewhere: what was not looked at is not verified.
    result_.verified = sound_ && budget_.exceeded().empty();
    if (result_.verified) name_signers();
    for (SchemeResult* scheme : {&result_.v3_1, &result_.v3}) {
      if (scheme->verified && scheme->lineage && !result_.lineage) result_.lineage = scheme->lineage;
    }
  }

  void reject(std::string_view id, std::string_view subject, std::string_view evidence) {
    sound_ = false;
    note(id, subject, evidence);
  }
  void note(std::string_view id, std::string_view subject, std::string_view evidence) {
    complaints_.add(id, subject, evidence);
  }

  // Takes over what a scheme objects to. False when that ends the matter.
  template <typename Scheme>
  bool merge(const Scheme& scheme) {
    for (const auto* list : {&scheme.errors, &scheme.warnings}) {
      for (const Anomaly& anomaly : *list) note(anomaly.id, anomaly.subject, anomaly.evidence);
    }
    sound_ = sound_ && scheme.errors.empty() && scheme.verified;
    return sound_;
  }

  std::string levels_text() const { return std::to_string(range_.min) + "-" + std::to_string(range_.max); }

  std::uint64_t offset_of(std::uint32_t id) const {
    const auto found = std::ranges::find(block_.pairs(), id, &ApkBlockPair::id);
    return found == block_.pairs().end() ? 0 : found->offset;
  }

  void look_at_block() {
    if (!block_.well_formed()) note(anomaly::apk_signing_block_malformed, "", bytes::at_offset(block_.offset()));
    std::set<std::uint32_t> seen;
    for (const ApkBlockPair& pair : block_.pairs()) {
      const std::string place = bytes::at_offset(pair.offset);
      if (!pair.trailing().empty()) {
        note(anomaly::apk_signing_block_trailing_data, std::to_string(pair.trailing().size()), place);
      }
      if (pair.id == block_id::verity_padding && !pair.is_zero()) {
        note(anomaly::apk_signing_block_padding_not_zero, std::to_string(pair.value.size()), place);
      }
      if (seen.insert(pair.id).second) continue;
      note(anomaly::apk_signing_block_duplicate_id, bytes::at_offset(pair.id).substr(1), place);
    }
  }

  bool judge_v3_1(ApkDigests& digests) {
    const auto value = block_.value(block_id::v3_1);
    if (range_.max < v3_1_since || !value) return true;
    result_.v3_1 = verify_v3_1(*value, offset_of(block_id::v3_1), range_, digests, budget_);
    found_.insert(31);
    const auto& signers = result_.v3_1.signers;
    const auto from = [](const ApkSigner& signer) { return signer.range.min; };
    if (!signers.empty()) rotation_from_ = std::ranges::min_element(signers, {}, from)->range.min;
    return merge(result_.v3_1);
  }

  bool judge_v3(ApkDigests& digests) {
    if (range_.max < v3_since) return true;
    if (const auto value = block_.value(block_id::v3)) {
      result_.v3 = verify_v3(*value, offset_of(block_id::v3), range_, rotation_from_, digests, budget_);
      found_.insert(3);
      return merge(result_.v3);
    }
    if (result_.v3_1.present) {
      reject(anomaly::apk_v31_block_found_without_v3_block, "", bytes::at_offset(offset_of(block_id::v3_1)));
    }
    return sound_;
  }

  bool judge_v2(ApkDigests& digests) {
    const auto value = block_.value(block_id::v2);
    const bool needed = range_.max >= v2_since && (range_.min < v3_since || found_.empty());
    if (!needed || !value) return true;
    const SdkRange range{std::max(range_.min, v2_since), range_.max};
    result_.v2 = verify_v2(*value, offset_of(block_id::v2), range, known(), found_, digests, budget_);
    found_.insert(2);
    return merge(result_.v2);
  }

  // The schemes of the signing block that the newest platform of the range knows to be stripped.
  SchemeNumbers known() const {
    if (range_.max >= v3_since) return {2, 3};
    if (range_.max >= v2_since) return {2};
    return {};
  }

  bool judge_v1() {
    if (range_.max >= sandbox_checked_since && request_.target_sandbox_version > 1 && found_.empty()) {
      reject(anomaly::apk_signature_no_sig_for_target_sandbox_version, std::to_string(request_.target_sandbox_version),
             "AndroidManifest.xml#/manifest@targetSandboxVersion");
    }
    if (range_.min >= v2_since && !found_.empty()) return sound_;
    result_.v1 = verify_jar(zip_, {range_, known(), found_}, package_.jar_digests, budget_, zip_anomalies_);
    return merge(result_.v1);
  }

  bool compare_schemes() {
    verify_stamp();
    compare_v1_with_v2();
    compare_v3_with_older();
    const bool signed_by_block = result_.v2.verified || result_.v3.verified || result_.v3_1.verified;
    if (request_.target_sdk >= target_that_needs_v2 && range_.max >= request_.target_sdk && !signed_by_block) {
      reject(anomaly::apk_signature_min_sig_scheme_for_target_sdk_not_met, std::to_string(request_.target_sdk),
             "AndroidManifest.xml#/manifest/uses-sdk@targetSdkVersion");
    }
    return sound_;
  }

  // A certificate of one scheme that the other lacks.
  void compare_v1_with_v2() {
    if (!result_.v1.verified || !result_.v2.verified) return;
    for (const JarSigner& signer : result_.v1.signers) {
      const auto same = [&](const ApkSigner& other) { return other.certificates.front() == signer.chain.front(); };
      if (std::ranges::any_of(result_.v2.signers, same)) continue;
      reject(anomaly::apk_v2_missing, signer.name, signer.chain.front().sha256());
      break;
    }
    for (const ApkSigner& signer : result_.v2.signers) {
      const auto same = [&](const JarSigner& other) { return other.chain.front() == signer.certificates.front(); };
      if (std::ranges::any_of(result_.v1.signers, same)) continue;
      reject(anomaly::apk_v1_missing, signer.name, signer.certificates.front().sha256());
      break;
    }
  }

  // Before level 28 there is one signer, and it is the oldest of the lineage, or the v3 signer itself.
  void compare_v3_with_older() {
    if (!result_.v3.verified || (!result_.v1.verified && !result_.v2.verified)) return;
    const std::size_t count = result_.v1.verified ? result_.v1.signers.size() : result_.v2.signers.size();
    const Certificate& older = result_.v1.verified ? result_.v1.signers.front().chain.front()
                                                   : result_.v2.signers.front().certificates.front();
    if (count != 1) reject(anomaly::apk_v3_multiple_past_signers, std::to_string(count), "");
    const auto& lineage = result_.v3_1.lineage ? result_.v3_1.lineage : result_.v3.lineage;
    if (lineage) {
      if (!(lineage->nodes.front().certificate == older)) {
        reject(anomaly::apk_v3_past_signers_mismatch, "", older.sha256());
      }
      return;
    }
    if (result_.v3.signers.size() != 1) {
      reject(anomaly::apk_v3_multiple_signers, std::to_string(result_.v3.signers.size()), "");
    }
    if (!(result_.v3.signers.front().certificates.front() == older)) {
      reject(anomaly::apk_v3_past_signers_mismatch, "", older.sha256());
    }
  }

  void verify_stamp() {
    auto value = block_.value(block_id::source_stamp_v2);
    const StampVersion version = value ? StampVersion::second : StampVersion::first;
    if (!value) value = block_.value(block_id::source_stamp_v1);
    const std::uint64_t offset =
        offset_of(version == StampVersion::second ? block_id::source_stamp_v2 : block_id::source_stamp_v1);
    const std::string place = bytes::at_offset(offset);
    const auto object = [&](std::string_view id, const std::string& evidence) { note(id, "", evidence); };
    const auto entry = std::ranges::find(zip_.entries(), stamp_entry_name, &bytes::ZipEntry::name);
    const bool has_entry = entry != zip_.entries().end();
    if (!has_entry && value) object(anomaly::apk_stamp_signature_block_without_cert_digest, place);
    if (has_entry && !value) object(anomaly::apk_stamp_sig_missing, std::string(stamp_entry_name));
    if (!has_entry || !value) return;
    const auto expected = zip_.extract(as_platform_reads(*entry), budget_, zip_anomalies_);
    if (!expected) return object(anomaly::apk_stamp_certificate_mismatch, std::string(stamp_entry_name));

    SchemeDigests digests;
    if (result_.v1.looked_at) {
      digests[1];
      if (result_.v1.manifest_sha256) digests[1][ContentDigest::sha256] = *result_.v1.manifest_sha256;
    }
    if (result_.v2.present) digests[2] = declared_digests(result_.v2);
    if (result_.v3.present) digests[3] = declared_digests(result_.v3);
    result_.stamp = verify_source_stamp(version, *value, offset, *expected, digests, range_, budget_);
    for (const Anomaly& own : result_.stamp->anomalies) note(own.id, own.subject, own.evidence);
  }

  void name_signers() {
    const bool any_v3 = result_.v3.present || result_.v3_1.present;
    if (result_.v1.verified) {
      const Sdk last = result_.v2.present ? v2_since - 1 : any_v3 ? v3_since - 1 : sdk_unbounded;
      for (const JarSigner& signer : result_.v1.signers) add_span({0, last}, signer.chain.front(), signer.name);
    }
    if (result_.v2.verified) {
      const SdkRange levels{v2_since, any_v3 ? v3_since - 1 : sdk_unbounded};
      for (const ApkSigner& signer : result_.v2.signers) add_span(levels, signer);
    }
    if (result_.v3.verified) {
      for (const ApkSigner& signer : result_.v3.signers) {
        SdkRange levels = intersection(signer.range, {v3_since, sdk_unbounded});
        // A v3.1 signer for a development release shares its first level with the v3 signer.
        const Sdk shared = rotation_targets_development() ? 1 : 0;
        if (rotation_from_) levels.max = std::min(levels.max, *rotation_from_ - 1 + shared);
        add_span(levels, signer);
      }
    }
    if (result_.v3_1.verified) {
      for (const ApkSigner& signer : result_.v3_1.signers) {
        add_span(intersection(signer.range, {v3_1_since, sdk_unbounded}), signer);
      }
    }
    note_uncovered_levels();
  }

  // Levels 24 to 27 do not know v3. apksigner does not mind when nothing is there for them, but they do.
  void note_uncovered_levels() {
    const SdkRange levels = intersection(range_, {v2_since, v3_since - 1});
    if (levels.empty() || result_.v2.verified || result_.v1.verified) return;
    note(anomaly::apk_signature_uncovered_levels, std::to_string(levels.min) + "-" + std::to_string(levels.max),
         bytes::at_offset(block_.offset()));
  }

  bool rotation_targets_development() const {
    return std::ranges::any_of(result_.v3_1.signers, [&](const ApkSigner& signer) {
      return signer.range.min == *rotation_from_ && signer.targets_development_release;
    });
  }

  // Ranges come in rising order, so that those of one certificate can be joined.
  void add_span(SdkRange levels, const ApkSigner& signer) {
    add_span(levels, signer.certificates.front(), signer.place);
  }
  void add_span(SdkRange levels, const Certificate& certificate, const std::string& place) {
    levels = intersection(levels, range_);
    if (levels.empty()) return;
    for (SignerSpan& span : result_.signers) {
      if (!(span.certificate == certificate) || std::int64_t{levels.min} > std::int64_t{span.range.max} + 1) continue;
      span.range.max = std::max(span.range.max, levels.max);
      return;
    }
    result_.signers.push_back({levels, certificate, place});
  }

  ApkPackage& package_;
  const bytes::Zip& zip_;
  const ApkBlock& block_;
  const ApkRequest& request_;
  SdkRange range_;
  Budget& budget_;
  std::vector<Anomaly>& zip_anomalies_;
  ApkSignatures result_;
  bytes::Complaints complaints_{result_.anomalies};
  bool sound_ = true;
  SchemeNumbers found_;
  std::optional<Sdk> rotation_from_;
};

// A range that does not verify as a whole, judged piece by piece. The budget is a copy: what runs out here leaves rows
// out of the table and not the Report incomplete.
void judge_pieces(ApkPackage& package, const ApkRequest& request, Budget budget, std::vector<PlatformSigners>& table) {
  std::vector<Anomaly> already_said;
  for (const SdkRange levels : pieces_of(request.range, request.target_sdk)) {
    ApkRequest piece = request;
    piece.range = levels;
    const ApkSignatures judged = ApkJudge(package, piece, budget, already_said).judge();
    if (!budget.exceeded().empty()) return;
    judged.verified ? add_verified(table, levels, judged.signers, judged.lineage) : add_refused(table, levels);
  }
}

}  // namespace

ApkSignatures verify_apk(const bytes::Zip& zip, const ApkRequest& request, Budget& budget,
                         std::vector<Anomaly>& zip_anomalies) {
  ApkPackage package(zip, budget);
  ApkSignatures result = ApkJudge(package, request, budget, zip_anomalies).judge();
  if (result.verified) {
    add_verified(result.platforms, request.range, result.signers, result.lineage);
  } else if (!request.range.empty() && request.range.min >= 0 && budget.exceeded().empty()) {
    judge_pieces(package, request, budget, result.platforms);
  }
  if (request.idsig) {
    result.idsig = verify_idsig(*request.idsig, zip.source(), {result.v2, result.v3, result.v3_1}, budget);
  }
  result.block = std::move(package.block);
  return result;
}

}  // namespace formulary::signing
