// Bech32 (BIP 173), in which age writes its keys, without the limit on length. Upper or lower case, never mixed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formulary::io::age {

/// `prefix` in lower case.
std::string to_bech32(std::string_view prefix, std::string_view bytes);

struct Bech32 {
  std::string prefix;  ///< in the case in which it was written
  std::string bytes;
};
std::optional<Bech32> from_bech32(std::string_view text);

}  // namespace formulary::io::age
