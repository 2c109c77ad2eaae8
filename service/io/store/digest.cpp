#include "service/io/store/digest.hpp"

#include <memory>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/rand.h>

namespace formulary::io::store {
namespace {

/// Fetched once: looking the algorithm up costs more than hashing a small text.
const EVP_MD* algorithm() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (fetched == nullptr) throw std::runtime_error("OpenSSL has no SHA-256");
  return fetched;
}

}  // namespace

Digest sha256(std::string_view first, std::string_view second, std::string_view third) {
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                                     &EVP_MD_CTX_free);
  Digest digest{};
  unsigned size = 0;
  const bool done = context && EVP_DigestInit_ex2(context.get(), algorithm(), nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), first.data(), first.size()) == 1 &&
                    EVP_DigestUpdate(context.get(), second.data(), second.size()) == 1 &&
                    EVP_DigestUpdate(context.get(), third.data(), third.size()) == 1 &&
                    EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1 && size == digest.size();
  if (!done) throw std::runtime_error("SHA-256 failed");
  return digest;
}

Digest leaf_hash(std::string_view entry) { return sha256(std::string_view("\x00", 1), entry); }
Digest node_hash(const Digest& left, const Digest& right) {
  return sha256(std::string_view("\x01", 1), as_text(left), as_text(right));
}
Digest empty_tree_hash() { return sha256({}); }

std::string to_hex(const Digest& digest) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * digest.size());
  for (const std::uint8_t byte : digest) {
    text += digits[byte >> 4];
    text += digits[byte & 0x0f];
  }
  return text;
}

void fill_random(std::uint8_t* out, std::size_t size) {
  if (RAND_bytes(out, static_cast<int>(size)) != 1) throw std::runtime_error("the system gives no random bytes");
}

}  // namespace formulary::io::store
