// The string pool that binary XML and resource tables share (ResStringPool_header in ResourceTypes.h). Strings get
// their index in the order of their first use.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/bytes.hpp"

namespace formulary::support {

enum class Encoding { utf8, utf16 };

class StringPool {
 public:
  /// The index of `value`, which is added when it is new.
  std::uint32_t index(const std::string& value);
  /// Adds `value` even when the pool has it already.
  std::uint32_t append(std::string value);
  Bytes build(Encoding encoding) const;

 private:
  std::vector<std::string> strings_;
};

/// UTF-16, little-endian, of valid UTF-8; a lone byte that is not UTF-8 becomes the code unit of that value.
Bytes utf16(std::string_view text);

}  // namespace formulary::support
