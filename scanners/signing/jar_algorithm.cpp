#include "scanners/signing/jar_algorithm.hpp"

#include <algorithm>
#include <array>

#include "scanners/signing/safe_text.hpp"

namespace formulary::signing {
namespace {

using enum DigestAlgorithm;

struct DigestOid {
  std::string_view oid;
  DigestAlgorithm digest;
};
constexpr std::array<DigestOid, 6> digest_oids{{{"1.2.840.113549.2.5", md5},
                                                {"1.3.14.3.2.26", sha1},
                                                {"2.16.840.1.101.3.4.2.4", sha224},
                                                {"2.16.840.1.101.3.4.2.1", sha256},
                                                {"2.16.840.1.101.3.4.2.2", sha384},
                                                {"2.16.840.1.101.3.4.2.3", sha512}}};

// A signature OID either names the key's algorithm alone, and the digest is the declared one, or names both.
struct SignatureOid {
  std::string_view oid;
  KeyFamily family;
  std::optional<DigestAlgorithm> digest;
};
constexpr std::array<SignatureOid, 17> signature_oids{{{"1.2.840.113549.1.1.1", KeyFamily::rsa, {}},
                                                       {"1.2.840.113549.1.1.4", KeyFamily::rsa, md5},
                                                       {"1.2.840.113549.1.1.5", KeyFamily::rsa, sha1},
                                                       {"1.2.840.113549.1.1.14", KeyFamily::rsa, sha224},
                                                       {"1.2.840.113549.1.1.11", KeyFamily::rsa, sha256},
                                                       {"1.2.840.113549.1.1.12", KeyFamily::rsa, sha384},
                                                       {"1.2.840.113549.1.1.13", KeyFamily::rsa, sha512},
                                                       {"1.2.840.10040.4.1", KeyFamily::dsa, {}},
                                                       {"1.2.840.10040.4.3", KeyFamily::dsa, sha1},
                                                       {"2.16.840.1.101.3.4.3.1", KeyFamily::dsa, sha224},
                                                       {"2.16.840.1.101.3.4.3.2", KeyFamily::dsa, sha256},
                                                       {"1.2.840.10045.2.1", KeyFamily::ec, {}},
                                                       {"1.2.840.10045.4.1", KeyFamily::ec, sha1},
                                                       {"1.2.840.10045.4.3.1", KeyFamily::ec, sha224},
                                                       {"1.2.840.10045.4.3.2", KeyFamily::ec, sha256},
                                                       {"1.2.840.10045.4.3.3", KeyFamily::ec, sha384},
                                                       {"1.2.840.10045.4.3.4", KeyFamily::ec, sha512}}};

enum class Named : std::uint8_t { key_only, key_and_digest };

// The levels that accept a combination whose digests agree: from `since` on, and those up to `early` besides.
struct Accepted {
  KeyFamily family;
  Named named;
  DigestAlgorithm digest;
  Sdk since;
  Sdk early = -1;
};
constexpr std::array<Accepted, 25> accepted{{{KeyFamily::rsa, Named::key_only, md5, 0},
                                             {KeyFamily::rsa, Named::key_only, sha1, 0},
                                             {KeyFamily::rsa, Named::key_only, sha224, 21, 8},
                                             {KeyFamily::rsa, Named::key_only, sha256, 18, 8},
                                             {KeyFamily::rsa, Named::key_only, sha384, 18},
                                             {KeyFamily::rsa, Named::key_only, sha512, 18},
                                             {KeyFamily::rsa, Named::key_and_digest, md5, 21, 8},
                                             {KeyFamily::rsa, Named::key_and_digest, sha1, 0},
                                             {KeyFamily::rsa, Named::key_and_digest, sha224, 21, 8},
                                             {KeyFamily::rsa, Named::key_and_digest, sha256, 18, 8},
                                             {KeyFamily::rsa, Named::key_and_digest, sha384, 21},
                                             {KeyFamily::rsa, Named::key_and_digest, sha512, 21},
                                             {KeyFamily::dsa, Named::key_only, sha1, 0},
                                             {KeyFamily::dsa, Named::key_only, sha224, 22},
                                             {KeyFamily::dsa, Named::key_only, sha256, 22},
                                             {KeyFamily::dsa, Named::key_and_digest, sha1, 9},
                                             {KeyFamily::dsa, Named::key_and_digest, sha224, 21},
                                             {KeyFamily::dsa, Named::key_and_digest, sha256, 21},
                                             {KeyFamily::ec, Named::key_only, sha1, 18},
                                             {KeyFamily::ec, Named::key_only, sha224, 21},
                                             {KeyFamily::ec, Named::key_only, sha256, 18},
                                             {KeyFamily::ec, Named::key_only, sha384, 18},
                                             {KeyFamily::ec, Named::key_only, sha512, 18},
                                             {KeyFamily::ec, Named::key_and_digest, sha1, 18},
                                             {KeyFamily::ec, Named::key_and_digest, sha256, 21}}};

// The levels that accept a combination whose digests contradict each other; three stop earlier than the rest.
SdkRange accepted_in_contradiction(DigestAlgorithm declared, const SignatureOid& signature) {
  const bool rsa = signature.family == KeyFamily::rsa;
  const bool short_lived = (declared == sha224 && signature.digest == sha256) ||
                           (declared == sha256 && signature.digest == sha1) ||
                           (declared == sha512 && signature.digest == sha384);
  return {21, rsa && short_lived ? 21 : 23};
}

bool contains(SdkRange outer, SdkRange inner) { return outer.min <= inner.min && inner.max <= outer.max; }

}  // namespace

std::optional<JarAlgorithm> find_jar_algorithm(std::string_view digest_oid, std::string_view signature_oid) {
  const auto* declared = std::ranges::find(digest_oids, digest_oid, &DigestOid::oid);
  const auto* signature = std::ranges::find(signature_oids, signature_oid, &SignatureOid::oid);
  if (declared == digest_oids.end() || signature == signature_oids.end()) return std::nullopt;
  const DigestAlgorithm digest = signature->digest.value_or(declared->digest);
  return JarAlgorithm{declared->digest, {signature->family, digest, RsaPadding::pkcs1}};
}

bool jar_algorithm_supported(std::string_view digest_oid, std::string_view signature_oid, SdkRange range) {
  const auto algorithm = find_jar_algorithm(digest_oid, signature_oid);
  if (!algorithm) return false;
  const SignatureOid& signature = *std::ranges::find(signature_oids, signature_oid, &SignatureOid::oid);
  if (signature.digest && *signature.digest != algorithm->declared_digest) {
    return contains(accepted_in_contradiction(algorithm->declared_digest, signature), range);
  }
  // ECDSA with SHA-224, SHA-384 and SHA-512, named as such, came together with SHA-256.
  const Named named = signature.digest ? Named::key_and_digest : Named::key_only;
  DigestAlgorithm digest = algorithm->declared_digest;
  if (signature.family == KeyFamily::ec && named == Named::key_and_digest && digest != sha1) digest = sha256;
  const auto* row = std::ranges::find_if(accepted, [&](const Accepted& candidate) {
    return candidate.family == signature.family && candidate.named == named && candidate.digest == digest;
  });
  if (row == accepted.end()) return false;
  return contains({row->since, sdk_unbounded}, range) || contains({0, row->early}, range);
}

std::string jar_algorithm_name(std::string_view digest_oid, std::string_view signature_oid) {
  const auto algorithm = find_jar_algorithm(digest_oid, signature_oid);
  if (!algorithm) return safe_text(digest_oid, 100) + " with " + safe_text(signature_oid, 100);
  const KeyFamily family = algorithm->method.family;
  const std::string_view key = family == KeyFamily::rsa ? "RSA" : family == KeyFamily::dsa ? "DSA" : "ECDSA";
  std::string name(digest_name(algorithm->declared_digest));
  if (algorithm->method.digest != algorithm->declared_digest) {
    name += " and " + std::string(digest_name(algorithm->method.digest));
  }
  return name + " with " + std::string(key);
}

}  // namespace formulary::signing
