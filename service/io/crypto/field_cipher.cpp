#include "service/io/crypto/field_cipher.hpp"

#include <memory>
#include <stdexcept>
#include <utility>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "service/io/crypto/random.hpp"

namespace formulary::io::crypto {
namespace {

constexpr std::size_t nonce_at = 1;
constexpr std::size_t nonce_size = 12;
constexpr std::size_t text_at = nonce_at + nonce_size;
constexpr std::size_t tag_size = 16;
constexpr std::size_t longest_secret = 64 * 1024;

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void check(int result) {
  if (result != 1) throw std::runtime_error("OpenSSL cannot do AES-256-GCM.");
}

/// What the tag covers besides the secret. Names and ids never hold the byte that separates them.
std::string bound_to(char key, const usecases::FieldPlace& place) {
  std::string bound(1, key);
  for (const std::string_view part : {place.table, place.column, place.row}) {
    if (part.empty() || part.find('\0') != std::string_view::npos) {
      throw std::invalid_argument("The place of an encrypted field has three names.");
    }
    bound += '\0';
    bound += part;
  }
  return bound;
}

enum class Direction { open = 0, seal = 1 };

Context prepared(Direction direction, const FieldKey& key, std::string_view nonce, const std::string& bound) {
  Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  if (context == nullptr) throw std::bad_alloc();
  check(EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), bytes(nonce),
                          static_cast<int>(direction)));
  int length = 0;
  check(EVP_CipherUpdate(context.get(), nullptr, &length, bytes(bound), static_cast<int>(bound.size())));
  return context;
}

}  // namespace

AesFieldCipher::AesFieldCipher(std::map<std::uint8_t, FieldKey> keys) : keys_(std::move(keys)) {
  if (keys_.empty()) throw std::invalid_argument("There is no key for the encryption of fields.");
}

AesFieldCipher::~AesFieldCipher() {
  for (auto& [id, key] : keys_) OPENSSL_cleanse(key.data(), key.size());
}

std::string AesFieldCipher::seal(const usecases::FieldPlace& place, std::string_view secret) {
  if (secret.size() > longest_secret) throw std::invalid_argument("The secret is too long for an encrypted field.");
  const auto& [id, key] = *keys_.rbegin();
  std::array<std::uint8_t, nonce_size> nonce{};
  fill_random(nonce);
  std::string sealed(1, static_cast<char>(id));
  sealed.append(reinterpret_cast<const char*>(nonce.data()), nonce.size());
  sealed.resize(text_at + secret.size() + tag_size);
  const Context context =
      prepared(Direction::seal, key, std::string_view(sealed).substr(nonce_at, nonce_size), bound_to(sealed[0], place));
  int length = 0;
  unsigned char* const text = bytes(sealed) + text_at;
  if (!secret.empty()) {
    check(EVP_CipherUpdate(context.get(), text, &length, bytes(secret), static_cast<int>(secret.size())));
  }
  check(EVP_CipherFinal_ex(context.get(), text + secret.size(), &length));
  check(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, text + secret.size()));
  return sealed;
}

std::optional<std::string> AesFieldCipher::open(const usecases::FieldPlace& place, std::string_view sealed) const {
  if (sealed.size() < text_at + tag_size || sealed.size() > text_at + longest_secret + tag_size) return std::nullopt;
  const auto key = keys_.find(static_cast<std::uint8_t>(sealed[0]));
  if (key == keys_.end()) return std::nullopt;
  const Context context =
      prepared(Direction::open, key->second, sealed.substr(nonce_at, nonce_size), bound_to(sealed[0], place));
  const std::string_view text = sealed.substr(text_at, sealed.size() - text_at - tag_size);
  std::string tag(sealed.substr(sealed.size() - tag_size));
  std::string secret(text.size(), '\0');
  int length = 0;
  if (!text.empty()) {
    check(EVP_CipherUpdate(context.get(), bytes(secret), &length, bytes(text), static_cast<int>(text.size())));
  }
  check(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, bytes(tag)));
  unsigned char rest[1];
  if (EVP_CipherFinal_ex(context.get(), rest, &length) != 1) {
    OPENSSL_cleanse(secret.data(), secret.size());
    return std::nullopt;
  }
  return secret;
}

bool AesFieldCipher::is_old(std::string_view sealed) const {
  return sealed.empty() || static_cast<std::uint8_t>(sealed[0]) != keys_.rbegin()->first;
}

}  // namespace formulary::io::crypto
