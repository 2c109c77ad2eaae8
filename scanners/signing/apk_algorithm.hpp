// The signature algorithms of the APK Signing Block (source.android.com, "APK Signature Scheme v2", "Signature
// algorithm IDs"; verity variants as in "APK Signature Scheme v3"), and which of the signatures on offer a platform
// verifies: of those it knows, the one whose content digest is strongest.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "scanners/signing/public_key.hpp"

namespace formulary::signing {

/// A platform level (API level). Signed as on the platform, where a negative one is malformed.
using Sdk = std::int32_t;
inline constexpr Sdk sdk_unbounded = std::numeric_limits<Sdk>::max();

struct SdkRange {
  Sdk min = 1;
  Sdk max = sdk_unbounded;

  bool empty() const { return min > max; }
  bool operator==(const SdkRange&) const = default;
};

/// The values are those that source stamps sign.
enum class ContentDigest : std::uint8_t { chunked_sha256 = 1, chunked_sha512 = 2, verity_sha256 = 3, sha256 = 4 };

/// `chunked_sha256`, `chunked_sha512`, `verity_chunked_sha256`, `manifest_sha256`
std::string_view content_digest_name(ContentDigest kind);

/// The greater, the stronger: what platforms go by when there is more than one.
int strength(ContentDigest kind);

struct ApkAlgorithm {
  std::uint32_t id = 0;
  std::string_view name;
  SignatureMethod method;
  ContentDigest content = ContentDigest::chunked_sha256;
  Sdk since = 24;           ///< the first platform level that verifies package signatures with it
  Sdk primitive_since = 1;  ///< the first one that has the bare algorithm; what counts for source stamps
};

/// Null when the id is unknown: platforms ignore such signatures.
const ApkAlgorithm* find_apk_algorithm(std::uint32_t id);

struct OfferedSignature {
  const ApkAlgorithm* algorithm = nullptr;
  View signature;
};

enum class Since : std::uint8_t { package_signatures, primitive };

/// Those signatures that at least one platform in `range` verifies, by ascending id. Empty when the lowest platform of
/// the range knows none of the algorithms.
std::vector<OfferedSignature> signatures_to_verify(const std::vector<OfferedSignature>& offered, SdkRange range,
                                                   Since since = Since::package_signatures);

}  // namespace formulary::signing
