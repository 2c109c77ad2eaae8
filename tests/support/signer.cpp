#include "tests/support/signer.hpp"

#include <stdexcept>

#include <openssl/bn.h>
#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace formulary::support {

namespace {

void require(bool done, const char* what) {
  if (done) return;
  char reason[256] = "no reason given";
  ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
  throw std::runtime_error(std::string("OpenSSL cannot ") + what + ": " + reason);
}

template <typename Object, typename Encode>
Bytes encoded(Object* object, Encode encode) {
  unsigned char* out = nullptr;
  const int length = encode(object, &out);
  require(length > 0, "encode to DER");
  Bytes result(reinterpret_cast<char*>(out), static_cast<std::size_t>(length));
  OPENSSL_free(out);
  return result;
}

void add_text(X509_NAME* name, const char* field, const std::string& value) {
  if (value.empty()) return;
  const auto* bytes = reinterpret_cast<const unsigned char*>(value.data());
  require(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, bytes, static_cast<int>(value.size()), -1, 0) == 1,
          "set a name");
}

void add_extension(X509* certificate, int nid, const std::string& value) {
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
      X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str()), X509_EXTENSION_free);
  require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "add an extension");
}

}  // namespace

Key Key::rsa(unsigned bits, unsigned exponent) {
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), EVP_PKEY_CTX_free);
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(BN_new(), BN_free);
  EVP_PKEY* key = nullptr;
  require(BN_set_word(number.get(), exponent) == 1 && EVP_PKEY_keygen_init(context.get()) == 1 &&
              EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), static_cast<int>(bits)) == 1 &&
              EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context.get(), number.get()) == 1 &&
              EVP_PKEY_keygen(context.get(), &key) == 1,
          "make an RSA key");
  return Key(key);
}

Key Key::ec(const char* curve) {
  EVP_PKEY* key = EVP_EC_gen(curve);
  require(key != nullptr, "make an EC key");
  return Key(key);
}

Key Key::dsa(unsigned bits) {
  std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_from_name(nullptr, "DSA", nullptr), EVP_PKEY_CTX_free);
  EVP_PKEY* parameters = nullptr;
  require(EVP_PKEY_paramgen_init(context.get()) == 1 &&
              EVP_PKEY_CTX_set_dsa_paramgen_bits(context.get(), static_cast<int>(bits)) == 1 &&
              EVP_PKEY_paramgen(context.get(), &parameters) == 1,
          "make DSA parameters");
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> owned(parameters, EVP_PKEY_free);
  context.reset(EVP_PKEY_CTX_new(parameters, nullptr));
  EVP_PKEY* key = nullptr;
  require(EVP_PKEY_keygen_init(context.get()) == 1 && EVP_PKEY_keygen(context.get(), &key) == 1, "make a DSA key");
  return Key(key);
}

Bytes Key::public_key() const { return encoded(handle(), i2d_PUBKEY); }

Bytes Key::private_key() const {
  const std::unique_ptr<PKCS8_PRIV_KEY_INFO, decltype(&PKCS8_PRIV_KEY_INFO_free)> info(EVP_PKEY2PKCS8(handle()),
                                                                                       PKCS8_PRIV_KEY_INFO_free);
  return encoded(info.get(), i2d_PKCS8_PRIV_KEY_INFO);
}

Bytes Key::sign(std::string_view message, const char* digest_name, Padding padding) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_PKEY_CTX* key_context = nullptr;
  require(EVP_DigestSignInit_ex(context.get(), &key_context, digest_name, nullptr, nullptr, handle(), nullptr) == 1,
          "begin a signature");
  if (padding == Padding::pss) {
    require(EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PSS_PADDING) == 1 &&
                EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, RSA_PSS_SALTLEN_DIGEST) == 1,
            "set PSS padding");
  }
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  std::size_t length = 0;
  require(EVP_DigestSign(context.get(), nullptr, &length, bytes, message.size()) == 1, "size a signature");
  Bytes signature(length, '\0');
  require(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, bytes,
                         message.size()) == 1,
          "sign");
  signature.resize(length);
  return signature;
}

Bytes Signer::certificate_der() const { return encoded(certificate.get(), i2d_X509); }
std::string Signer::certificate_sha256() const { return hex(digest(certificate_der())); }

Signer make_signer(const CertificateRecipe& recipe) {
  Signer signer{recipe.key ? *recipe.key : Key::rsa(), {X509_new(), X509_free}};
  X509* certificate = signer.certificate.get();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), recipe.serial);
  X509_NAME* name = X509_get_subject_name(certificate);
  add_text(name, "CN", recipe.subject);
  add_text(name, "O", recipe.organization);
  X509_set_issuer_name(certificate, name);
  require(ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate), recipe.not_before.c_str()) == 1 &&
              ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate), recipe.not_after.c_str()) == 1,
          "read a date (YYYYMMDDhhmmssZ)");
  X509_set_pubkey(certificate, signer.key.handle());
  if (recipe.authority) add_extension(certificate, NID_basic_constraints, *recipe.authority ? "CA:TRUE" : "CA:FALSE");
  std::string names;
  for (const std::string& one : recipe.dns_names) names += (names.empty() ? "DNS:" : ",DNS:") + one;
  if (!names.empty()) add_extension(certificate, NID_subject_alt_name, names);
  require(X509_sign(certificate, signer.key.handle(), EVP_get_digestbyname(recipe.digest)) > 0, "sign a certificate");
  return signer;
}

Bytes digest(std::string_view content, const char* name) {
  unsigned char out[EVP_MAX_MD_SIZE];
  std::size_t length = 0;
  require(EVP_Q_digest(nullptr, name, nullptr, content.data(), content.size(), out, &length) == 1, "compute a digest");
  return Bytes(reinterpret_cast<char*>(out), length);
}

std::string hex(std::string_view content) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char c : content) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string base64(std::string_view content) {
  std::string out((content.size() + 2) / 3 * 4 + 1, '\0');
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(content.data()), static_cast<int>(content.size()));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

std::string pem(std::string_view label, std::string_view content) {
  const std::string digits = base64(content);
  std::string out = "-----BEGIN " + std::string(label) + "-----\n";
  for (std::size_t at = 0; at < digits.size(); at += 64) out += digits.substr(at, 64) + "\n";
  return out + "-----END " + std::string(label) + "-----\n";
}

}  // namespace formulary::support
