// SHA-256 of bytes that come in pieces.
#pragma once

#include <memory>
#include <string_view>

#include <openssl/evp.h>

#include "service/domain/ids.hpp"

namespace formulary::io::blobs {

class RunningDigest {
 public:
  RunningDigest();
  void add(std::string_view bytes);
  /// Of all that was added so far; more may follow.
  domain::Sha256 value() const;

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace formulary::io::blobs
