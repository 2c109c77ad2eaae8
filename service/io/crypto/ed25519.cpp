#include "service/io/crypto/ed25519.hpp"

#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

namespace formulary::io::crypto {
namespace {

using domain::tlog::Hash;
using domain::tlog::KeyBytes;

constexpr std::size_t signature_size = 64;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Key private_key(const KeyBytes& seed) {
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  if (!key) throw std::runtime_error("OpenSSL offers no Ed25519.");
  return key;
}

/// Fetched once: looking the algorithm up costs more than hashing a small text.
const EVP_MD* algorithm() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (fetched == nullptr) throw std::runtime_error("OpenSSL offers no SHA-256.");
  return fetched;
}

}  // namespace

KeyBytes ed25519_public_key(const KeyBytes& seed) {
  KeyBytes key{};
  std::size_t size = key.size();
  if (EVP_PKEY_get_raw_public_key(private_key(seed).get(), key.data(), &size) != 1 || size != key.size()) {
    throw std::runtime_error("OpenSSL gives no public key.");
  }
  return key;
}

std::string ed25519_sign(const KeyBytes& seed, std::string_view message) {
  const Key key = private_key(seed);
  const Context context(EVP_MD_CTX_new());
  std::string signature(signature_size, '\0');
  std::size_t size = signature.size();
  const bool done = context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                   bytes_of(message), message.size()) == 1 &&
                    size == signature_size;
  if (!done) throw std::runtime_error("Signing failed.");
  return signature;
}

bool ed25519_verify(const KeyBytes& key, std::string_view message, std::string_view signature) {
  if (signature.size() != signature_size) return false;
  const Key known(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  const Context context(EVP_MD_CTX_new());
  return known && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, known.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
}

Hash sha256_of(std::string_view first, std::string_view second, std::string_view third) {
  thread_local const Context context(EVP_MD_CTX_new());
  Hash hash{};
  unsigned size = 0;
  const bool done = context && EVP_DigestInit_ex2(context.get(), algorithm(), nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), first.data(), first.size()) == 1 &&
                    EVP_DigestUpdate(context.get(), second.data(), second.size()) == 1 &&
                    EVP_DigestUpdate(context.get(), third.data(), third.size()) == 1 &&
                    EVP_DigestFinal_ex(context.get(), hash.data(), &size) == 1 && size == hash.size();
  if (!done) throw std::runtime_error("SHA-256 failed.");
  return hash;
}

}  // namespace formulary::io::crypto
