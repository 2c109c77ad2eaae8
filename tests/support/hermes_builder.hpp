// A recipe for JavaScript that was compiled for Hermes: a header, two functions that are all zeros, and strings.
#pragma once

#include <vector>

#include "tests/support/bytes.hpp"

namespace formulary::support {

/// Strings are stored as they are, one byte a character. A function takes 16 bytes, or 12 in newer versions.
inline Bytes hermes(const std::vector<Bytes>& strings, std::size_t function_size = 16) {
  constexpr std::size_t functions = 2;
  Bytes table, overflow, storage;
  for (const Bytes& one : strings) {
    if (one.size() < 255) {
      table += u32(storage.size() << 1 | one.size() << 24);
    } else {
      table += u32(overflow.size() / 8 << 1 | std::uint64_t{255} << 24);
      overflow += u32(storage.size()) + u32(one.size());
    }
    storage += one;
  }
  Bytes header = "\xc6\x1f\xbc\x03\xc1\x03\x19\x1f" + u32(96) + Bytes(20, '\0') + u32(0) + u32(0) + u32(functions) +
                 u32(0) + u32(0) + u32(strings.size()) + u32(overflow.size() / 8) + u32(storage.size());
  header.resize(128, '\0');
  return header + Bytes(functions * function_size, '\0') + table + overflow + storage;
}

}  // namespace formulary::support
