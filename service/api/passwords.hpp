// Reads a new password from a request and hashes it outside any transaction, because hashing is slow on purpose.
#pragma once

#include <string>
#include <string_view>

#include "service/api/endpoint.hpp"
#include "service/usecases/manage_people.hpp"

namespace formulary::api {

/// The PHC text of a password that may be set for the account `login`. Refusals: invalid (`/password`).
inline domain::Result<std::string> hash_new_password(const Call& call, std::string_view password,
                                                     std::string_view login) {
  if (const auto fits = usecases::check_password(password, login); !fits) return std::unexpected(fits.error());
  if (call.services.known_to_thieves && call.services.known_to_thieves(password)) {
    return std::unexpected(usecases::known_to_thieves().error());
  }
  return call.world().hash_password(password);
}

}  // namespace formulary::api
