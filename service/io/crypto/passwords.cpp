#include "service/io/crypto/passwords.hpp"

#include <argon2.h>
#include <array>
#include <stdexcept>

#include "service/io/crypto/random.hpp"

namespace formulary::io::crypto {
namespace {

constexpr std::uint32_t passes = 2;
constexpr std::uint32_t memory_kib = 19'456;
constexpr std::uint32_t lanes = 1;
/// How a PHC text with these parameters begins.
constexpr std::string_view current = "$argon2id$v=19$m=19456,t=2,p=1$";
constexpr std::size_t salt_size = 16;
constexpr std::size_t hash_size = 32;

}  // namespace

/// One of the places where a password is being hashed.
class Passwords::Turn {
 public:
  explicit Turn(Passwords& owner) : owner_(owner) {
    std::unique_lock lock(owner_.mutex_);
    owner_.free_.wait(lock, [this] { return owner_.busy_ < at_once; });
    ++owner_.busy_;
  }
  ~Turn() {
    {
      const std::scoped_lock lock(owner_.mutex_);
      --owner_.busy_;
    }
    owner_.free_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Passwords& owner_;
};

std::string Passwords::hash(std::string_view password) {
  std::array<std::uint8_t, salt_size> salt{};
  fill_random(salt);
  const std::size_t size = argon2_encodedlen(passes, memory_kib, lanes, salt_size, hash_size, Argon2_id);
  std::string phc(size, '\0');
  const Turn turn(*this);
  const int result = argon2id_hash_encoded(passes, memory_kib, lanes, password.data(), password.size(), salt.data(),
                                           salt.size(), hash_size, phc.data(), phc.size());
  if (result != ARGON2_OK) {
    throw std::runtime_error(std::string("A password cannot be hashed: ") + argon2_error_message(result));
  }
  phc.resize(phc.find('\0'));
  return phc;
}

bool Passwords::is_outdated(std::string_view phc) { return !phc.starts_with(current); }

bool Passwords::verify(std::string_view password, std::string_view phc) {
  const Turn turn(*this);
  const int result = argon2id_verify(std::string(phc).c_str(), password.data(), password.size());
  if (result == ARGON2_MEMORY_ALLOCATION_ERROR) throw std::runtime_error("There is no memory to check a password.");
  return result == ARGON2_OK;
}

}  // namespace formulary::io::crypto
