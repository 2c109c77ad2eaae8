// A public key and the one question asked of it: does this signature over these bytes verify? RSA (RFC 8017: PKCS #1
// v1.5 and PSS), DSA (FIPS 186-4) and ECDSA over named curves. Every check is paid for from the budget, because keys in
// hostile files are as large as their makers like.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "scanners/bytes/budget.hpp"
#include "scanners/signing/digest.hpp"

struct evp_pkey_st;

namespace formulary::signing {

using bytes::Budget;

enum class KeyFamily : std::uint8_t { rsa, dsa, ec, other };
enum class RsaPadding : std::uint8_t { pkcs1, pss };  ///< PSS: salt as long as the digest, MGF1 with the same digest

struct SignatureMethod {
  KeyFamily family = KeyFamily::other;
  DigestAlgorithm digest = DigestAlgorithm::sha256;
  RsaPadding padding = RsaPadding::pkcs1;
};

enum class Check : std::uint8_t {
  good,
  bad,           ///< well formed, and not by this key over these bytes
  other_digest,  ///< by this key, but over a digest of another kind than declared
  unusable       ///< cannot be checked at all: wrong kind of key, malformed signature, budget spent
};

class PublicKey {
 public:
  /// From a DER SubjectPublicKeyInfo (RFC 5280, 4.1.2.7). Nothing when malformed, of an unknown kind or, for EC, not
  /// on a named curve.
  static std::optional<PublicKey> from_spki(View spki);

  KeyFamily family() const { return family_; }
  std::string type() const;   ///< `RSA`, `DSA`, `EC`, or OpenSSL's name of another kind
  unsigned bits() const;      ///< size of the modulus, of p, of the field
  std::string curve() const;  ///< `prime256v1`; empty unless EC
  Bytes modulus() const;      ///< big-endian; empty unless RSA
  Bytes exponent() const;
  Bytes spki() const;  ///< encoded afresh as DER

  Check verify(const SignatureMethod& method, View data, View signature, Budget& budget) const;

 private:
  std::uint64_t cost() const;
  explicit PublicKey(std::shared_ptr<evp_pkey_st> key);

  std::shared_ptr<evp_pkey_st> key_;
  KeyFamily family_ = KeyFamily::other;
};

}  // namespace formulary::signing
