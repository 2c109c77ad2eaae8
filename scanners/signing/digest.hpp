// Message digests (FIPS 180-4, RFC 1321) on OpenSSL. `prepare()` fetches every implementation that this room uses, so
// that nothing is looked up, loaded or opened later, in a process that may not open anything.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/view.hpp"

struct evp_md_ctx_st;

namespace formulary::signing {

using bytes::View;
using Bytes = std::vector<std::byte>;

enum class DigestAlgorithm : std::uint8_t { md5, sha1, sha224, sha256, sha384, sha512 };

std::string_view digest_name(DigestAlgorithm algorithm);  ///< `SHA-256`
std::size_t digest_size(DigestAlgorithm algorithm);       ///< in bytes

/// A running digest, reusable after each `finish`.
class Digest {
 public:
  explicit Digest(DigestAlgorithm algorithm);

  void update(View data);
  Bytes finish();
  void finish_into(std::span<std::byte> out);  ///< `out` must have `digest_size` bytes
  DigestAlgorithm algorithm() const { return algorithm_; }

 private:
  void start();

  DigestAlgorithm algorithm_;
  std::shared_ptr<evp_md_ctx_st> context_;
};

Bytes digest(DigestAlgorithm algorithm, View data);

/// Lower-case hexadecimal.
std::string hex(View data);

/// Fetches all algorithms of this room. Call it before the process gives up its rights; throws std::runtime_error when
/// this build of OpenSSL lacks one. Later calls do nothing.
void prepare();

}  // namespace formulary::signing
