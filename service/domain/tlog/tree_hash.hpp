// The hashes of a tamper-evident log (RFC 6962 section 2.1): leaf = SHA-256(0x00 ‖ entry), node = SHA-256(0x01 ‖ left ‖
// right), empty tree = SHA-256(""). The domain computes no SHA-256 of its own: whoever uses this brings the function.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/base64.hpp"

namespace formulary::domain::tlog {

using Hash = std::array<std::uint8_t, 32>;
using Proof = std::vector<Hash>;

/// SHA-256 of three parts, one after the other.
using Sha256 = Hash (*)(std::string_view first, std::string_view second, std::string_view third);

inline std::string_view as_text(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }
inline std::string base64_of(const Hash& hash) { return to_base64(as_text(hash)); }
/// 32 bytes, or nothing.
inline std::optional<Hash> hash_of_base64(std::string_view text) {
  const auto bytes = from_base64(text);
  Hash hash{};
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*bytes, hash.begin());
  return hash;
}

struct TreeHasher {
  Sha256 sha256;

  Hash empty() const { return sha256({}, {}, {}); }
  Hash leaf(std::string_view entry) const { return sha256(std::string_view("\x00", 1), entry, {}); }
  Hash node(const Hash& left, const Hash& right) const {
    return sha256(std::string_view("\x01", 1), as_text(left), as_text(right));
  }
};

}  // namespace formulary::domain::tlog
