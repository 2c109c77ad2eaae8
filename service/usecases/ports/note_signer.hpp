// Signs notes with one Ed25519 key, as the use cases see it.
#pragma once

#include <string>
#include <string_view>

#include "service/domain/tlog/key.hpp"

namespace formulary::usecases {

class NoteSigner {
 public:
  virtual ~NoteSigner() = default;

  virtual const domain::tlog::VerifierKey& key() const = 0;
  /// The 64 bytes of the signature of exactly these bytes.
  virtual std::string sign(std::string_view message) const = 0;
};

}  // namespace formulary::usecases
