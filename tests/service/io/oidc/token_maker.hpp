// Makes keys, key sets and signed tokens for tests, as a provider does and as a forger might.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>
#include <openssl/core_names.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include "service/domain/base64.hpp"
#include "service/io/oidc/openssl.hpp"

namespace formulary::tests {

using Json = nlohmann::json;
using io::oidc::Key;

inline Key new_rsa(unsigned bits = 2048) { return Key(EVP_RSA_gen(bits)); }
inline Key new_p256() { return Key(EVP_EC_gen("P-256")); }

inline std::string bytes_of(const BIGNUM* number, int size) {
  std::string bytes(static_cast<std::size_t>(size), '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), size);
  return bytes;
}

inline std::string number_of(EVP_PKEY* key, const char* name, int size = 0) {
  BIGNUM* number = nullptr;
  EVP_PKEY_get_bn_param(key, name, &number);
  const io::oidc::Number owner(number);
  return domain::to_base64(bytes_of(number, size != 0 ? size : BN_num_bytes(number)), domain::Base64::url);
}

inline Json rsa_jwk(EVP_PKEY* key, const std::string& id) {
  return {{"kty", "RSA"},
          {"kid", id},
          {"use", "sig"},
          {"n", number_of(key, OSSL_PKEY_PARAM_RSA_N)},
          {"e", number_of(key, OSSL_PKEY_PARAM_RSA_E)}};
}

inline Json p256_jwk(EVP_PKEY* key, const std::string& id) {
  return {{"kty", "EC"},
          {"crv", "P-256"},
          {"kid", id},
          {"use", "sig"},
          {"x", number_of(key, OSSL_PKEY_PARAM_EC_PUB_X, 32)},
          {"y", number_of(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32)}};
}

inline std::string key_set(std::initializer_list<Json> keys) {
  Json set;
  set["keys"] = Json::array();
  for (const Json& key : keys) set["keys"].push_back(key);
  return set.dump();
}

enum class SignWith { rs256, ps256, es256, es256_der };

inline std::string signature_over(const std::string& text, EVP_PKEY* key, SignWith how) {
  const io::oidc::Digesting context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* settings = nullptr;
  EVP_DigestSignInit(context.get(), &settings, EVP_sha256(), nullptr, key);
  if (how == SignWith::ps256) {
    EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING);
    EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST);
  }
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t size = 0;
  EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size());
  std::string signature(size, '\0');
  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, text.size());
  signature.resize(size);
  if (how != SignWith::es256) return signature;
  const auto* in = reinterpret_cast<const unsigned char*>(signature.data());
  const io::oidc::EcSignature pair(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(size)));
  return bytes_of(ECDSA_SIG_get0_r(pair.get()), 32) + bytes_of(ECDSA_SIG_get0_s(pair.get()), 32);
}

/// `header` and `claims` are texts, so that they may be anything.
inline std::string signed_token(const std::string& header, const std::string& claims, EVP_PKEY* key, SignWith how) {
  const std::string text =
      domain::to_base64(header, domain::Base64::url) + "." + domain::to_base64(claims, domain::Base64::url);
  return text + "." + domain::to_base64(signature_over(text, key, how), domain::Base64::url);
}

/// What a library does that believes `alg: HS256` and takes the public key for the secret.
inline std::string hmac_token(const std::string& header, const std::string& claims, std::string_view secret) {
  const std::string text =
      domain::to_base64(header, domain::Base64::url) + "." + domain::to_base64(claims, domain::Base64::url);
  unsigned char code[32];
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), code, &size);
  return text + "." + domain::to_base64({reinterpret_cast<const char*>(code), size}, domain::Base64::url);
}

}  // namespace formulary::tests
