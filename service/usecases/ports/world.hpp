// What a use case is told about the world besides its transaction: the present, and fresh identities and secrets. Time,
// randomness and identity are parameters; tests give their own.
#pragma once

#include <string>
#include <string_view>

#include "service/domain/time.hpp"

namespace formulary::usecases {

class World {
 public:
  virtual ~World() = default;

  virtual domain::Present present() const = 0;
  virtual std::string new_id() = 0;                              ///< a UUIDv7
  virtual std::string new_secret() = 0;                          ///< 256 random bits in base62, 43 characters
  virtual std::string sha256(std::string_view bytes) const = 0;  ///< lower-case hexadecimal
  virtual std::string new_seed() = 0;                            ///< 160 random bits, of one-time codes
  virtual std::string hmac_sha1(std::string_view key, std::string_view message) const = 0;  ///< 20 bytes

  /// Argon2id in PHC string format. Slow on purpose: never called inside a write transaction.
  virtual std::string hash_password(std::string_view password) = 0;
  virtual bool verify_password(std::string_view password, std::string_view phc) = 0;
  /// Whether `phc` was made with other parameters than hash_password() uses now.
  virtual bool is_outdated(std::string_view phc) const = 0;
};

}  // namespace formulary::usecases
