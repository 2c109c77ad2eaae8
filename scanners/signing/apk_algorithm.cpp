#include "scanners/signing/apk_algorithm.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace formulary::signing {
namespace {

constexpr SignatureMethod rsa_pss_256{KeyFamily::rsa, DigestAlgorithm::sha256, RsaPadding::pss};
constexpr SignatureMethod rsa_pss_512{KeyFamily::rsa, DigestAlgorithm::sha512, RsaPadding::pss};
constexpr SignatureMethod rsa_256{KeyFamily::rsa, DigestAlgorithm::sha256, RsaPadding::pkcs1};
constexpr SignatureMethod rsa_512{KeyFamily::rsa, DigestAlgorithm::sha512, RsaPadding::pkcs1};
constexpr SignatureMethod ecdsa_256{KeyFamily::ec, DigestAlgorithm::sha256, RsaPadding::pkcs1};
constexpr SignatureMethod ecdsa_512{KeyFamily::ec, DigestAlgorithm::sha512, RsaPadding::pkcs1};
constexpr SignatureMethod dsa_256{KeyFamily::dsa, DigestAlgorithm::sha256, RsaPadding::pkcs1};

constexpr std::array<ApkAlgorithm, 10> algorithms{{
    {0x0101, "RSASSA-PSS with SHA-256", rsa_pss_256, ContentDigest::chunked_sha256, 24, 23},
    {0x0102, "RSASSA-PSS with SHA-512", rsa_pss_512, ContentDigest::chunked_sha512, 24, 23},
    {0x0103, "RSASSA-PKCS1-v1_5 with SHA-256", rsa_256, ContentDigest::chunked_sha256, 24, 1},
    {0x0104, "RSASSA-PKCS1-v1_5 with SHA-512", rsa_512, ContentDigest::chunked_sha512, 24, 1},
    {0x0201, "ECDSA with SHA-256", ecdsa_256, ContentDigest::chunked_sha256, 24, 11},
    {0x0202, "ECDSA with SHA-512", ecdsa_512, ContentDigest::chunked_sha512, 24, 11},
    {0x0301, "DSA with SHA-256", dsa_256, ContentDigest::chunked_sha256, 24, 1},
    {0x0421, "RSASSA-PKCS1-v1_5 with SHA-256, verity", rsa_256, ContentDigest::verity_sha256, 28, 1},
    {0x0423, "ECDSA with SHA-256, verity", ecdsa_256, ContentDigest::verity_sha256, 28, 11},
    {0x0425, "DSA with SHA-256, verity", dsa_256, ContentDigest::verity_sha256, 28, 1},
}};

}  // namespace

std::string_view content_digest_name(ContentDigest kind) {
  switch (kind) {
    case ContentDigest::chunked_sha256:
      return "chunked_sha256";
    case ContentDigest::chunked_sha512:
      return "chunked_sha512";
    case ContentDigest::verity_sha256:
      return "verity_chunked_sha256";
    case ContentDigest::sha256:
      return "manifest_sha256";
  }
  return "";
}

int strength(ContentDigest content) {
  switch (content) {
    case ContentDigest::chunked_sha512:
      return 3;
    case ContentDigest::verity_sha256:
      return 2;
    default:
      return 1;
  }
}

const ApkAlgorithm* find_apk_algorithm(std::uint32_t id) {
  const auto* found = std::ranges::find(algorithms, id, &ApkAlgorithm::id);
  return found == algorithms.end() ? nullptr : found;
}

std::vector<OfferedSignature> signatures_to_verify(const std::vector<OfferedSignature>& offered, SdkRange range,
                                                   Since since) {
  std::map<Sdk, OfferedSignature> best;  // by the level from which platforms know the algorithm
  for (const OfferedSignature& candidate : offered) {
    const Sdk from = since == Since::primitive ? candidate.algorithm->primitive_since : candidate.algorithm->since;
    if (from > range.max) continue;
    OfferedSignature& chosen = best[from];
    if (chosen.algorithm == nullptr || strength(candidate.algorithm->content) > strength(chosen.algorithm->content)) {
      chosen = candidate;
    }
  }
  if (best.empty() || range.min < best.begin()->first) return {};
  std::vector<OfferedSignature> result;
  for (const auto& [from, signature] : best) result.push_back(signature);
  std::ranges::sort(result, {}, [](const OfferedSignature& signature) { return signature.algorithm->id; });
  return result;
}

}  // namespace formulary::signing
