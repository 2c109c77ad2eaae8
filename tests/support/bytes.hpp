// Bytes for recipes. Fixtures are std::string: literals, `+=`, comparison and search come with it, and a byte that a
// recipe changes is one assignment. Promises little-endian output; does not check that a value makes sense, because
// many recipes are meant to make none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/source.hpp"

namespace formulary::support {

using Bytes = std::string;

/// `width` low bytes of `value`, least significant first.
inline Bytes little(std::uint64_t value, std::size_t width) {
  Bytes out;
  for (std::size_t i = 0; i < width; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}
inline Bytes u8(std::uint64_t value) { return little(value, 1); }
inline Bytes u16(std::uint64_t value) { return little(value, 2); }
inline Bytes u32(std::uint64_t value) { return little(value, 4); }
inline Bytes u64(std::uint64_t value) { return little(value, 8); }

/// `content` behind its length in four bytes.
inline Bytes prefixed32(std::string_view content) { return u32(content.size()) + Bytes(content); }

/// `content` followed by zero bytes until its length is a multiple of `alignment`.
inline Bytes aligned(Bytes content, std::size_t alignment) {
  content.resize((content.size() + alignment - 1) / alignment * alignment, '\0');
  return content;
}

/// Overwrites bytes in place: `patch(file, 26, u16(5))`.
inline void patch(Bytes& target, std::size_t offset, std::string_view with) {
  target.replace(offset, with.size(), with);
}

inline std::uint64_t read_little(std::string_view from, std::size_t offset, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(from.at(offset + i))) << (8 * i);
  }
  return value;
}

inline bytes::View view(const Bytes& content) { return bytes::as_view(content); }

/// A fixture as the scanners read it.
inline bytes::MemorySource source(const Bytes& content) { return bytes::MemorySource(bytes::as_view(content)); }

}  // namespace formulary::support
