// The four algorithms that age is made of, on OpenSSL 3.0: X25519 (RFC 7748), HKDF-SHA-256 (RFC 5869), HMAC-SHA-256
// (RFC 2104) and ChaCha20-Poly1305 (RFC 8439). They throw std::runtime_error when the library cannot do them.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "service/io/age/secret.hpp"

struct evp_cipher_ctx_st;

namespace formulary::io::age {

void fill_random(unsigned char* out, std::size_t size);

std::string x25519_public(const Key& secret);
/// Nothing when the shared secret would be all zeros (a point of low order, given to learn something).
std::optional<Key> x25519(const Key& secret, std::string_view point);

Key hkdf(std::string_view input, std::string_view salt, std::string_view info);
std::string hmac(std::string_view key, std::string_view text);
std::string sha256(std::string_view bytes);
/// In constant time.
bool same(std::string_view left, std::string_view right);

inline constexpr std::size_t tag_size = 16;
using Nonce = std::array<unsigned char, 12>;

/// ChaCha20-Poly1305 with one key and no associated data. Not for several threads at a time.
class Aead {
 public:
  explicit Aead(const Key& key);

  /// Writes the ciphertext and the tag, `plain.size() + tag_size` bytes.
  void seal(const Nonce& nonce, std::string_view plain, char* out);
  /// Writes `sealed.size() - tag_size` bytes; false, and only zeros are written, when it is not authentic.
  bool open(const Nonce& nonce, std::string_view sealed, char* out);

 private:
  struct Free {
    void operator()(evp_cipher_ctx_st* context) const;
  };
  using Context = std::unique_ptr<evp_cipher_ctx_st, Free>;
  Context sealing_, opening_;
};

}  // namespace formulary::io::age
