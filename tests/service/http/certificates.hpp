// Certificates for tests, made on the spot: an authority, and what it vouches for.
#pragma once

#include <memory>
#include <string>

#include <openssl/x509.h>

namespace formulary::tests {

enum class KeyKind { p256, rsa };

struct Issued {
  std::shared_ptr<X509> certificate;
  std::shared_ptr<EVP_PKEY> key;

  void write(const std::string& certificate_file, const std::string& key_file) const;  ///< the key for its owner alone
};

/// Without an `issuer` it vouches for itself and may vouch for others. `days` may be negative: then it has expired.
Issued issue(const std::string& common_name, const Issued* issuer = nullptr, int days = 30,
             KeyKind kind = KeyKind::p256);

}  // namespace formulary::tests
