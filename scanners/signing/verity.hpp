// The hash tree of fs-verity (kernel.org, "fs-verity", "Merkle tree"): SHA-256 over pages of 4 KiB, each behind a salt.
// Each level holds the digests of the pages of the level below; the last page of every level is filled up with zeros.
#pragma once

#include "scanners/signing/digest.hpp"

namespace formulary::signing {

struct VerityTree {
  Bytes root;              ///< digest of the topmost page
  Bytes levels;            ///< all levels above the data, the topmost first
  std::uint64_t size = 0;  ///< of the data
};

/// Whether the levels are kept, which is one part in 127 of the data.
enum class VerityLevels : std::uint8_t { dropped, kept };

class VerityDigest {
 public:
  explicit VerityDigest(Bytes salt, VerityLevels levels = VerityLevels::dropped)
      : salt_(std::move(salt)), keep_(levels) {}

  void add(View data);
  VerityTree finish();

 private:
  void add_page(View page);

  Bytes salt_;
  VerityLevels keep_;
  Digest running_{DigestAlgorithm::sha256};
  Bytes pending_;
  Bytes level_;
  std::uint64_t total_ = 0;
};

}  // namespace formulary::signing
