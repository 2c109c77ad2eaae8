#include "service/io/age/primitives.hpp"

#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

namespace formulary::io::age {
namespace {

constexpr std::size_t point_size = 32;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(char* text) { return reinterpret_cast<unsigned char*>(text); }

void check(int result) {
  if (result != 1) throw std::runtime_error("OpenSSL cannot do what age files need.");
}

using PrivateKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

PrivateKey private_key(const Key& secret) {
  PrivateKey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, secret.data(), Key::size()), &EVP_PKEY_free);
  check(key != nullptr);
  return key;
}

}  // namespace

void fill_random(unsigned char* out, std::size_t size) {
  if (RAND_bytes(out, static_cast<int>(size)) != 1) throw std::runtime_error("The system gives no random bytes.");
}

std::string x25519_public(const Key& secret) {
  std::string point(point_size, '\0');
  std::size_t size = point.size();
  check(EVP_PKEY_get_raw_public_key(private_key(secret).get(), bytes(point.data()), &size));
  return point;
}

std::optional<Key> x25519(const Key& secret, std::string_view point) {
  const PrivateKey mine = private_key(secret);
  const PrivateKey theirs(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, bytes(point), point.size()),
                          &EVP_PKEY_free);
  check(theirs != nullptr);
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(mine.get(), nullptr),
                                                                            &EVP_PKEY_CTX_free);
  check(context != nullptr && EVP_PKEY_derive_init(context.get()) == 1);
  check(EVP_PKEY_derive_set_peer(context.get(), theirs.get()));
  Key shared;
  std::size_t size = Key::size();
  if (EVP_PKEY_derive(context.get(), shared.data(), &size) != 1) return std::nullopt;  // OpenSSL refuses zeros itself
  if (same(shared.view(), Key().view())) return std::nullopt;
  return shared;
}

Key hkdf(std::string_view input, std::string_view salt, std::string_view info) {
  // RFC 5869: one block of output is all that age takes. An empty salt is a key of zeros, which HMAC pads alike.
  const std::string extracted = hmac(salt, input);
  std::string expanded = hmac(extracted, std::string(info) + '\x01');
  Key key;
  std::copy_n(bytes(expanded), Key::size(), key.data());
  OPENSSL_cleanse(expanded.data(), expanded.size());
  return key;
}

std::string hmac(std::string_view key, std::string_view text) {
  std::string code(SHA256_DIGEST_LENGTH, '\0');
  const unsigned char none = 0;
  const unsigned char* given = HMAC(EVP_sha256(), key.empty() ? &none : bytes(key), static_cast<int>(key.size()),
                                    bytes(text), text.size(), bytes(code.data()), nullptr);
  check(given != nullptr);
  return code;
}

std::string sha256(std::string_view text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  check(EVP_Digest(text.data(), text.size(), bytes(digest.data()), nullptr, EVP_sha256(), nullptr));
  return digest;
}

bool same(std::string_view left, std::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

void Aead::Free::operator()(evp_cipher_ctx_st* context) const { EVP_CIPHER_CTX_free(context); }

Aead::Aead(const Key& key) : sealing_(EVP_CIPHER_CTX_new()), opening_(EVP_CIPHER_CTX_new()) {
  check(sealing_ != nullptr && opening_ != nullptr);
  check(EVP_EncryptInit_ex(sealing_.get(), EVP_chacha20_poly1305(), nullptr, key.data(), nullptr));
  check(EVP_DecryptInit_ex(opening_.get(), EVP_chacha20_poly1305(), nullptr, key.data(), nullptr));
}

void Aead::seal(const Nonce& nonce, std::string_view plain, char* out) {
  int length = 0;
  check(EVP_EncryptInit_ex(sealing_.get(), nullptr, nullptr, nullptr, nonce.data()));
  if (!plain.empty()) {
    check(EVP_EncryptUpdate(sealing_.get(), bytes(out), &length, bytes(plain), static_cast<int>(plain.size())));
  }
  check(EVP_EncryptFinal_ex(sealing_.get(), bytes(out) + plain.size(), &length));
  check(EVP_CIPHER_CTX_ctrl(sealing_.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, out + plain.size()));
}

bool Aead::open(const Nonce& nonce, std::string_view sealed, char* out) {
  if (sealed.size() < tag_size) return false;
  const std::string_view text = sealed.substr(0, sealed.size() - tag_size);
  std::string tag(sealed.substr(text.size()));
  int length = 0;
  check(EVP_DecryptInit_ex(opening_.get(), nullptr, nullptr, nullptr, nonce.data()));
  check(EVP_CIPHER_CTX_ctrl(opening_.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()));
  if (!text.empty()) {
    check(EVP_DecryptUpdate(opening_.get(), bytes(out), &length, bytes(text), static_cast<int>(text.size())));
  }
  unsigned char rest[1];
  if (EVP_DecryptFinal_ex(opening_.get(), rest, &length) == 1) return true;
  OPENSSL_cleanse(out, text.size());
  return false;
}

}  // namespace formulary::io::age
