// Digests of a whole package (source.android.com, "APK Signature Scheme v2", "Integrity-protected contents"): of all
// bytes but the APK Signing Block, in chunks of 1 MiB, or as a verity tree over pages of 4 KiB (kernel.org, fs-verity,
// "Merkle tree", with a salt of eight zero bytes). All kinds that are asked for at once are computed in one pass.
#pragma once

#include <map>
#include <set>

#include "scanners/signing/apk_algorithm.hpp"
#include "scanners/signing/apk_block.hpp"

namespace formulary::signing {

class ApkDigests {
 public:
  /// All three must outlive this object.
  ApkDigests(const Source& source, const ApkSections& sections, const ApkBlock& block)
      : source_(source), sections_(sections), block_(block) {}

  /// Computes those of `wanted` that are not known yet.
  void compute(const std::set<ContentDigest>& wanted);

  /// Null when not computed, or impossible: unreadable bytes, or a verity tree of a package whose signing block does
  /// not fill whole pages.
  const Bytes* find(ContentDigest kind) const;

 private:
  const Source& source_;
  const ApkSections& sections_;
  const ApkBlock& block_;
  std::map<ContentDigest, Bytes> known_;
};

}  // namespace formulary::signing
