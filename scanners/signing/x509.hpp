// X.509 certificates (RFC 5280) as packages carry them: who it names, which key it holds, and the bytes it came in.
// A certificate's identity here is the SHA-256 of those bytes, never of a fresh encoding: platforms compare bytes, and
// some certificates in the field are not quite DER. No chain is built towards a root and no validity is judged.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scanners/signing/public_key.hpp"

struct x509_st;

namespace formulary::signing {

/// A certificate's fields as safe text: UTF-8, no control or direction-changing characters, bounded length.
struct CertificateText {
  std::string subject;  ///< RFC 2253 order and escapes
  std::string issuer;
  std::string serial;      ///< lower-case hexadecimal
  std::string not_before;  ///< `2016-03-31T14:57:49Z`; empty when malformed
  std::string not_after;
  std::string key_type;  ///< `RSA`, `DSA`, `EC`
  std::string key_size;  ///< in bits
  std::string key_curve;
  std::string key_exponent;         ///< of an RSA key, decimal; hexadecimal from 64 bits on, the first digits only
  std::string key_weakness;         ///< see weak_key.hpp
  bool authority = false;           ///< basicConstraints says that it may issue others (4.2.1.9)
  std::string key_sha256;           ///< of the SubjectPublicKeyInfo, as DER
  std::string signature_algorithm;  ///< OpenSSL's long name, or the dotted OID
};

class Certificate {
 public:
  static constexpr std::size_t largest = 1024 * 1024;

  /// Nothing when malformed, followed by other bytes, larger than `largest`, or when the budget is spent.
  static std::optional<Certificate> parse(View encoded, Budget& budget);

  View encoded() const { return *encoded_; }
  const std::string& sha256() const { return sha256_; }  ///< of `encoded`, hexadecimal
  bool operator==(const Certificate& other) const { return *encoded_ == *other.encoded_; }

  /// Nothing when the key is malformed or of a kind that is not known.
  const std::optional<PublicKey>& key() const { return key_; }

  /// Whether `spki` is this certificate's SubjectPublicKeyInfo, as it stands there or encoded afresh.
  bool holds_key(View spki) const;

  /// Whether it is the one that a PKCS #7 IssuerAndSerialNumber names (both as DER).
  bool is_named_by(View issuer, View serial) const;

  bool is_self_issued() const;
  bool is_issued_by(const Certificate& issuer) const;  ///< by name only

  bool has_unknown_critical_extension() const;

  /// False when a keyUsage extension allows neither digitalSignature nor nonRepudiation (4.2.1.3).
  bool may_sign() const;

  /// Whether it is a certification authority's, as 4.2.1.9 marks them or older habit takes them for one.
  bool may_issue() const;

  /// The servers that it names (4.2.1.6), at most 100.
  std::vector<std::string> dns_names() const;

  CertificateText text() const;

 private:
  Certificate() = default;

  std::shared_ptr<const Bytes> encoded_;
  std::shared_ptr<x509_st> parsed_;
  View spki_;  // within *encoded_
  std::string sha256_;
  std::optional<PublicKey> key_;
};

}  // namespace formulary::signing
