#include "service/io/oidc/client_assertion.hpp"

#include <stdexcept>

#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "service/domain/base64.hpp"
#include "service/io/oidc/strict_json.hpp"

namespace formulary::io::oidc {
namespace {

using File = std::unique_ptr<BIO, Release<&BIO_free_all>>;

constexpr int seconds_that_it_counts = 60;

/// RFC 7518 section 3.4: DER to r and s with 32 bytes each.
std::string raw_of(const std::string& der) {
  const auto* in = reinterpret_cast<const unsigned char*>(der.data());
  const EcSignature pair(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(der.size())));
  std::string raw(64, '\0');
  auto* out = reinterpret_cast<unsigned char*>(raw.data());
  if (!pair || BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, 32) != 32 ||
      BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + 32, 32) != 32) {
    throw std::runtime_error("Signing for the identity provider failed.");
  }
  return raw;
}

bool is_elliptic(const EVP_PKEY* key) { return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC; }

std::string sign(const std::string& text, EVP_PKEY* key) {
  const Digesting context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* settings = nullptr;
  bool good = context && EVP_DigestSignInit(context.get(), &settings, EVP_sha256(), nullptr, key) == 1;
  if (good && !is_elliptic(key)) {
    good = EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST) == 1;
  }
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t size = 0;
  good = good && EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()) == 1;
  std::string signature(size, '\0');
  good = good && EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                                text.size()) == 1;
  if (!good) throw std::runtime_error("Signing for the identity provider failed.");
  signature.resize(size);
  return is_elliptic(key) ? raw_of(signature) : signature;
}

}  // namespace

Key read_private_key(const std::string& pem) {
  const File file(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  // An empty passphrase instead of a question on the terminal.
  Key key(PEM_read_bio_PrivateKey(file.get(), nullptr, nullptr, const_cast<char*>("")));
  const bool rsa = key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_RSA && EVP_PKEY_get_bits(key.get()) >= 2048;
  char group[32] = {};
  std::size_t size = 0;
  const bool p256 = key && is_elliptic(key.get()) &&
                    EVP_PKEY_get_group_name(key.get(), group, sizeof group, &size) == 1 &&
                    std::string_view(group) == "prime256v1";
  if (!rsa && !p256) {
    throw std::invalid_argument("the private key has to be PEM: on P-256, or RSA with at least 2048 bits.");
  }
  return key;
}

std::string sign_assertion(const Assertion& assertion, EVP_PKEY* key) {
  Json header{{"alg", is_elliptic(key) ? "ES256" : "PS256"}, {"typ", "JWT"}};
  if (!assertion.key_id.empty()) header["kid"] = assertion.key_id;
  const Json claims{{"iss", assertion.client_id}, {"sub", assertion.client_id},
                    {"aud", assertion.audience},  {"jti", assertion.id},
                    {"iat", assertion.now},       {"exp", assertion.now + seconds_that_it_counts}};
  const std::string text = domain::to_base64(header.dump(), domain::Base64::url) + "." +
                           domain::to_base64(claims.dump(), domain::Base64::url);
  return text + "." + domain::to_base64(sign(text, key), domain::Base64::url);
}

}  // namespace formulary::io::oidc
