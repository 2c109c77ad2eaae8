#include "service/io/age/bech32.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace formulary::io::age {
namespace {

constexpr std::string_view alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t checksum_size = 6;

/// BIP 173, "Checksum": the remainder of a BCH code over GF(32).
std::uint32_t remainder_of(const std::vector<std::uint8_t>& values) {
  constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
  std::uint32_t remainder = 1;
  for (const std::uint8_t value : values) {
    const std::uint32_t top = remainder >> 25;
    remainder = (remainder & 0x1ffffff) << 5 ^ value;
    for (std::size_t bit = 0; bit < generator.size(); ++bit) {
      if ((top >> bit & 1) != 0) remainder ^= generator[bit];
    }
  }
  return remainder;
}

std::vector<std::uint8_t> expanded(std::string_view prefix) {
  std::vector<std::uint8_t> values;
  for (const char letter : prefix) values.push_back(static_cast<std::uint8_t>(letter) >> 5);
  values.push_back(0);
  for (const char letter : prefix) values.push_back(static_cast<std::uint8_t>(letter) & 31);
  return values;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
char lowered(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string to_bech32(std::string_view prefix, std::string_view bytes) {
  std::vector<std::uint8_t> data;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<std::uint8_t>(byte);
    for (held += 8; held >= 5;) data.push_back(bits >> (held -= 5) & 31);
  }
  if (held > 0) data.push_back(bits << (5 - held) & 31);

  std::vector<std::uint8_t> checked = expanded(prefix);
  checked.insert(checked.end(), data.begin(), data.end());
  checked.resize(checked.size() + checksum_size);
  const std::uint32_t checksum = remainder_of(checked) ^ 1;
  for (std::size_t i = 0; i < checksum_size; ++i) data.push_back(checksum >> 5 * (checksum_size - 1 - i) & 31);

  std::string text = std::string(prefix) + '1';
  for (const std::uint8_t value : data) text += alphabet[value];
  return text;
}

std::optional<Bech32> from_bech32(std::string_view text) {
  if (std::ranges::any_of(text, is_upper) && std::ranges::any_of(text, is_lower)) return std::nullopt;
  if (std::ranges::any_of(text, [](char c) { return c < 33 || c > 126; })) return std::nullopt;
  const std::size_t separator = text.rfind('1');
  if (separator == std::string_view::npos || separator == 0) return std::nullopt;
  if (text.size() - separator - 1 < checksum_size) return std::nullopt;

  std::string prefix(text.substr(0, separator));
  std::ranges::transform(prefix, prefix.begin(), lowered);
  std::vector<std::uint8_t> checked = expanded(prefix);
  const std::size_t begin = checked.size();
  for (const char letter : text.substr(separator + 1)) {
    const std::size_t value = alphabet.find(lowered(letter));
    if (value == std::string_view::npos) return std::nullopt;
    checked.push_back(static_cast<std::uint8_t>(value));
  }
  if (remainder_of(checked) != 1) return std::nullopt;

  Bech32 found{.prefix = std::string(text.substr(0, separator)), .bytes = {}};
  std::uint32_t bits = 0;
  int held = 0;
  for (std::size_t i = begin; i + checksum_size < checked.size(); ++i) {
    bits = bits << 5 | checked[i];
    held += 5;
    if (held >= 8) found.bytes += static_cast<char>(bits >> (held -= 8));
  }
  const bool canonical = held < 5 && (bits & ((1U << held) - 1)) == 0;
  return canonical ? std::optional(found) : std::nullopt;
}

}  // namespace formulary::io::age
