// The world as it is: the system's clock and randomness, OpenSSL's SHA-256, Argon2id. Safe to use from several threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "service/usecases/ports/world.hpp"

namespace formulary::io::crypto {

class SystemWorld : public usecases::World {
 public:
  /// `time_zone` names the hospital's zone (`Europe/Berlin`), where days begin and end. Make it once, before other
  /// threads start: it sets the zone of the process. Throws std::invalid_argument for a zone the system does not know.
  explicit SystemWorld(const std::string& time_zone = "UTC");
  ~SystemWorld() override;

  /// The instant never goes back while the process lives, whatever the system's clock does.
  domain::Present present() const override;
  std::string new_id() override;
  std::string new_secret() override;
  std::string sha256(std::string_view bytes) const override;
  std::string new_seed() override;
  std::string hmac_sha1(std::string_view key, std::string_view message) const override;
  std::string hash_password(std::string_view password) override;
  bool verify_password(std::string_view password, std::string_view phc) override;
  bool is_outdated(std::string_view phc) const override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace formulary::io::crypto
