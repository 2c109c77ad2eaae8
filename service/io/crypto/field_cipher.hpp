// Field encryption with AES-256-GCM (NIST SP 800-38D). A sealed text is
//   key id (1 byte) | nonce (12, random) | ciphertext | tag (16)
// and is authentic for one place only: table, column and row are part of what the tag covers, as is the key id. Hides
// the content of a field, not its length. At most 2^32 texts may be sealed with one key (SP 800-38D, section 8.3).
#pragma once

#include <array>
#include <cstdint>
#include <map>

#include "service/usecases/ports/field_cipher.hpp"

namespace formulary::io::crypto {

using FieldKey = std::array<std::uint8_t, 32>;

class AesFieldCipher : public usecases::FieldCipher {
 public:
  /// Opens with any of `keys`, seals with the one of the highest id. Throws std::invalid_argument when there is none.
  explicit AesFieldCipher(std::map<std::uint8_t, FieldKey> keys);
  ~AesFieldCipher() override;
  AesFieldCipher(const AesFieldCipher&) = delete;
  AesFieldCipher& operator=(const AesFieldCipher&) = delete;

  std::string seal(const usecases::FieldPlace& place, std::string_view secret) override;
  std::optional<std::string> open(const usecases::FieldPlace& place, std::string_view sealed) const override;
  bool is_old(std::string_view sealed) const override;

 private:
  std::map<std::uint8_t, FieldKey> keys_;
};

}  // namespace formulary::io::crypto
