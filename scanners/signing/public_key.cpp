#include "scanners/signing/public_key.hpp"

#include <algorithm>
#include <array>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "scanners/bytes/ber.hpp"

namespace formulary::signing {
namespace {

template <auto Free>
struct Deleter {
  template <typename Type>
  void operator()(Type* pointer) const {
    Free(pointer);
  }
};
using MdContext = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;

const unsigned char* raw(View data) { return reinterpret_cast<const unsigned char*>(data.data()); }

const char* openssl_digest(DigestAlgorithm algorithm) {
  static constexpr std::array<const char*, 6> names{"MD5", "SHA1", "SHA2-224", "SHA2-256", "SHA2-384", "SHA2-512"};
  return names[static_cast<std::size_t>(algorithm)];
}

std::string group_name(const EVP_PKEY* key) {
  std::array<char, 80> name{};
  std::size_t length = 0;
  if (EVP_PKEY_get_group_name(key, name.data(), name.size(), &length) != 1) return {};
  return {name.data(), length};
}

bool names_an_explicit_curve(const EVP_PKEY* key) {
  int explicit_parameters = 0;
  EVP_PKEY_get_int_param(key, "decoded-from-explicit", &explicit_parameters);
  return explicit_parameters != 0;
}

// A number among the key's parameters, big-endian; empty when the key has none of this name.
Bytes number_of(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  const bool found = EVP_PKEY_get_bn_param(key, name, &number) == 1;
  ERR_clear_error();
  if (!found) return {};
  Bytes result(static_cast<std::size_t>(BN_num_bytes(number)));
  BN_bn2bin(number, reinterpret_cast<unsigned char*>(result.data()));
  BN_free(number);
  return result;
}

std::string bignum_content(View integer) {
  std::size_t zeros = 0;
  while (zeros < integer.size() && integer[zeros] == std::byte{0}) ++zeros;
  return std::string(bytes::as_text(integer.subspan(zeros)));
}

// Dss-Sig-Value, Ecdsa-Sig-Value (RFC 3279, 2.2.2 and 2.2.3): SEQUENCE { r INTEGER, s INTEGER }.
bool is_pair_of_integers(View signature) {
  bytes::BerReader outer(signature);
  const auto sequence = outer.expect(bytes::ber::sequence);
  if (!sequence || !outer.at_end()) return false;
  bytes::BerReader inner(sequence->content);
  const auto r = inner.expect(bytes::ber::integer);
  const auto s = inner.expect(bytes::ber::integer);
  return r && s && inner.at_end() && !bignum_content(r->content).empty() && !bignum_content(s->content).empty();
}

// Why an RSA PKCS #1 signature did not verify: when what it holds is padded well but is no DigestInfo of this digest,
// the signature was made by another method than declared.
bool holds_another_digest(EVP_PKEY* key, const SignatureMethod& method, View signature) {
  const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  if (!context || EVP_PKEY_verify_recover_init(context.get()) != 1 ||
      EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1) {
    return false;
  }
  std::size_t length = static_cast<std::size_t>(EVP_PKEY_get_size(key));
  Bytes recovered(length);
  auto* out = reinterpret_cast<unsigned char*>(recovered.data());
  if (EVP_PKEY_verify_recover(context.get(), out, &length, raw(signature), signature.size()) != 1) return false;
  // DigestInfo ::= SEQUENCE { digestAlgorithm AlgorithmIdentifier, digest OCTET STRING } (RFC 8017, 9.2)
  bytes::BerReader outer(View(recovered).first(length));
  const auto info = outer.expect(bytes::ber::sequence);
  bytes::BerReader inner(info ? info->content : View());
  const auto algorithm = inner.expect(bytes::ber::sequence);
  const auto content = inner.expect(bytes::ber::octet_string);
  bytes::BerReader identifier(algorithm ? algorithm->content : View());
  const auto oid = identifier.expect(bytes::ber::object_identifier);
  if (!content || !oid) return true;
  static constexpr std::array<std::string_view, 6> oids{"1.2.840.113549.2.5",     "1.3.14.3.2.26",
                                                        "2.16.840.1.101.3.4.2.4", "2.16.840.1.101.3.4.2.1",
                                                        "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"};
  return bytes::oid_text(oid->content) != oids[static_cast<std::size_t>(method.digest)];
}

bool set_padding(EVP_PKEY_CTX* context, RsaPadding padding) {
  if (padding == RsaPadding::pkcs1) return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

}  // namespace

PublicKey::PublicKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {
  if (EVP_PKEY_is_a(key_.get(), "RSA") == 1) family_ = KeyFamily::rsa;
  if (EVP_PKEY_is_a(key_.get(), "DSA") == 1) family_ = KeyFamily::dsa;
  if (EVP_PKEY_is_a(key_.get(), "EC") == 1) family_ = KeyFamily::ec;
}

std::optional<PublicKey> PublicKey::from_spki(View spki) {
  prepare();
  const unsigned char* position = raw(spki);
  const unsigned char* const end = position + spki.size();
  std::shared_ptr<EVP_PKEY> decoded(d2i_PUBKEY(nullptr, &position, static_cast<long>(spki.size())), EVP_PKEY_free);
  ERR_clear_error();
  if (!decoded || position != end) return std::nullopt;
  PublicKey key(std::move(decoded));
  if (key.family_ == KeyFamily::ec && (key.curve().empty() || names_an_explicit_curve(key.key_.get()))) {
    return std::nullopt;
  }
  return key;
}

std::string PublicKey::type() const {
  const char* name = EVP_PKEY_get0_type_name(key_.get());
  return name == nullptr ? "" : name;
}

unsigned PublicKey::bits() const { return static_cast<unsigned>(std::max(0, EVP_PKEY_get_bits(key_.get()))); }

Bytes PublicKey::modulus() const { return number_of(key_.get(), OSSL_PKEY_PARAM_RSA_N); }
Bytes PublicKey::exponent() const { return number_of(key_.get(), OSSL_PKEY_PARAM_RSA_E); }

std::string PublicKey::curve() const { return family_ == KeyFamily::ec ? group_name(key_.get()) : std::string(); }

Bytes PublicKey::spki() const {
  unsigned char* encoded = nullptr;
  const int length = i2d_PUBKEY(key_.get(), &encoded);
  ERR_clear_error();
  if (length <= 0) return {};
  const View view(reinterpret_cast<const std::byte*>(encoded), static_cast<std::size_t>(length));
  Bytes copy(view.begin(), view.end());
  OPENSSL_free(encoded);
  return copy;
}

// In steps of about ten nanoseconds: what a check takes depends on numbers that whoever makes the key may choose.
std::uint64_t PublicKey::cost() const {
  constexpr std::uint64_t least = 100'000;
  constexpr std::uint64_t products_per_step = 28'000;  // of two bits with each other
  const std::uint64_t size = bits();
  if (family_ == KeyFamily::ec) return size <= 256 ? least : 4 * least;
  const std::uint64_t exponent_bits = family_ == KeyFamily::rsa ? 8 * exponent().size() : 512;
  return std::max(least, size * size * exponent_bits / products_per_step);
}

Check PublicKey::verify(const SignatureMethod& method, View data, View signature, Budget& budget) const {
  if (method.family != family_) return Check::unusable;
  if (!budget.take(budget.steps, cost(), "signature checks")) return Check::unusable;

  if (family_ == KeyFamily::rsa) {
    if (signature.size() != static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()))) return Check::unusable;
  } else if (!is_pair_of_integers(signature)) {
    return Check::unusable;
  }
  const MdContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;  // owned by `context`
  const bool ready = context != nullptr &&
                     EVP_DigestVerifyInit_ex(context.get(), &parameters, openssl_digest(method.digest), nullptr,
                                             nullptr, key_.get(), nullptr) == 1 &&
                     (family_ != KeyFamily::rsa || set_padding(parameters, method.padding));
  const int verified =
      ready ? EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(data), data.size()) : -1;
  ERR_clear_error();
  if (verified == 1) return Check::good;
  if (!ready) return Check::unusable;
  const bool pkcs1 = family_ == KeyFamily::rsa && method.padding == RsaPadding::pkcs1;
  const Check reason = pkcs1 && holds_another_digest(key_.get(), method, signature) ? Check::other_digest : Check::bad;
  ERR_clear_error();
  return reason;
}

}  // namespace formulary::signing
