// Bytes that are wiped when they go. Copies are secrets, too, and wipe themselves; nothing is promised about what the
// compiler keeps in registers.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include <openssl/crypto.h>

namespace formulary::io::age {

template <std::size_t Size>
class Secret {
 public:
  Secret() = default;
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  ~Secret() { OPENSSL_cleanse(bytes_.data(), Size); }

  unsigned char* data() { return bytes_.data(); }
  const unsigned char* data() const { return bytes_.data(); }
  static constexpr std::size_t size() { return Size; }
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes_.data()), Size}; }

 private:
  std::array<unsigned char, Size> bytes_{};
};

using FileKey = Secret<16>;
using Key = Secret<32>;

}  // namespace formulary::io::age
