#include "service/io/crypto/system_world.hpp"

#include <array>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "service/domain/uuid.hpp"
#include "service/io/crypto/clock.hpp"
#include "service/io/crypto/passwords.hpp"
#include "service/io/crypto/random.hpp"

namespace formulary::io::crypto {

struct SystemWorld::Parts {
  explicit Parts(const std::string& time_zone)
      : clock(time_zone), sha256(EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free) {
    if (!sha256) throw std::runtime_error("OpenSSL has no SHA-256.");
  }

  Clock clock;
  Passwords passwords;
  std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> sha256;  // looking it up costs more than hashing a small text
};

SystemWorld::SystemWorld(const std::string& time_zone) : parts_(std::make_unique<Parts>(time_zone)) {}
SystemWorld::~SystemWorld() = default;

domain::Present SystemWorld::present() const { return parts_->clock.present(); }

std::string SystemWorld::new_id() {
  std::array<std::uint8_t, 10> random{};
  fill_random(random);
  return domain::uuid_v7(present().now, random);
}

std::string SystemWorld::new_secret() {
  std::array<std::uint8_t, 32> random{};
  fill_random(random);
  return to_base62(random);
}

std::string SystemWorld::sha256(std::string_view bytes) const {
  // A context of its own for each thread: making one costs as much as hashing a small text.
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                                     &EVP_MD_CTX_free);
  std::array<unsigned char, 32> digest{};
  unsigned size = 0;
  const bool done = context && EVP_DigestInit_ex2(context.get(), parts_->sha256.get(), nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                    EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1;
  if (!done) throw std::runtime_error("SHA-256 failed.");
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(64);
  for (const unsigned char byte : digest) {
    text += digits[byte >> 4];
    text += digits[byte & 0x0f];
  }
  return text;
}

std::string SystemWorld::new_seed() {
  std::array<std::uint8_t, 20> random{};
  fill_random(random);
  return {reinterpret_cast<const char*>(random.data()), random.size()};
}

std::string SystemWorld::hmac_sha1(std::string_view key, std::string_view message) const {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  if (::HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(message.data()), message.size(), mac.data(), &size) == nullptr) {
    throw std::runtime_error("HMAC-SHA-1 failed.");
  }
  return {reinterpret_cast<const char*>(mac.data()), size};
}

std::string SystemWorld::hash_password(std::string_view password) { return parts_->passwords.hash(password); }

bool SystemWorld::verify_password(std::string_view password, std::string_view phc) {
  return parts_->passwords.verify(password, phc);
}

bool SystemWorld::is_outdated(std::string_view phc) const { return Passwords::is_outdated(phc); }

}  // namespace formulary::io::crypto
