#include "service/io/crypto/random.hpp"

#include <stdexcept>
#include <string_view>

#include <openssl/rand.h>

namespace formulary::io::crypto {

void fill_random(std::span<std::uint8_t> out) {
  if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1) {
    throw std::runtime_error("The system gives no random bytes.");
  }
}

std::string to_base62(const std::array<std::uint8_t, 32>& bytes) {
  constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::array<std::uint8_t, 32> number = bytes;
  std::string text(43, '0');  // 62^43 is just above 2^256
  for (std::size_t place = text.size(); place-- > 0;) {
    std::uint32_t remainder = 0;
    for (std::uint8_t& byte : number) {
      const std::uint32_t value = remainder << 8 | byte;
      byte = static_cast<std::uint8_t>(value / 62);
      remainder = value % 62;
    }
    text[place] = digits[remainder];
  }
  return text;
}

}  // namespace formulary::io::crypto
