// Keys and certificates for recipes, by OpenSSL: a `Signer` is a vendor's identity, a private key and a certificate
// for it. Keys are new each time (so signatures differ from run to run); everything else is what the recipe says.
//
//     Signer vendor = make_signer({.subject = "Example Vendor"});
//     Signer weak = make_signer({.subject = "Weak", .key = Key::rsa(1024), .not_after = "20200101000000Z"});
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "tests/support/bytes.hpp"

namespace formulary::support {

class Key {
 public:
  static Key rsa(unsigned bits = 2048, unsigned exponent = 65537);
  static Key ec(const char* curve = "P-256");
  static Key dsa(unsigned bits = 2048);

  EVP_PKEY* handle() const { return key_.get(); }
  Bytes public_key() const;   ///< DER SubjectPublicKeyInfo
  Bytes private_key() const;  ///< DER PrivateKeyInfo
  /// `digest` by OpenSSL's name; `pss` only for RSA (salt as long as the digest).
  enum class Padding { usual, pss };
  Bytes sign(std::string_view message, const char* digest = "SHA256", Padding padding = Padding::usual) const;

 private:
  explicit Key(EVP_PKEY* key) : key_(key, EVP_PKEY_free) {}
  std::shared_ptr<EVP_PKEY> key_;
};

struct CertificateRecipe {
  std::string subject = "Formulary Test Vendor";  ///< common name
  std::string organization = "Example Org";
  std::optional<Key> key{};                    ///< absent: a new RSA key of 2048 bits
  std::string not_before = "20240101000000Z";  ///< GeneralizedTime
  std::string not_after = "20540101000000Z";
  long serial = 4711;
  const char* digest = "SHA256";
  std::optional<bool> authority{};       ///< basicConstraints; absent: no such extension
  std::vector<std::string> dns_names{};  ///< subjectAltName
};

struct Signer {
  Key key;
  std::shared_ptr<X509> certificate;

  Bytes certificate_der() const;
  std::string certificate_sha256() const;  ///< lower-case hexadecimal, as `apk.signature.signer` gives it
};

/// A self-signed identity.
Signer make_signer(const CertificateRecipe& recipe = {});

/// A raw digest by OpenSSL's name.
Bytes digest(std::string_view content, const char* name = "SHA256");
std::string hex(std::string_view content);
std::string base64(std::string_view content);
/// `-----BEGIN LABEL-----` and so on (RFC 7468).
std::string pem(std::string_view label, std::string_view content);

}  // namespace formulary::support
