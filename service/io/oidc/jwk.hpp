// A provider's public keys: a JSON Web Key Set (RFC 7517 section 5) read into keys that can verify signatures. Keys of
// other kinds, for other uses, too weak or malformed are left out, as section 5 asks; symmetric keys are never read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/io/oidc/openssl.hpp"
#include "service/io/oidc/strict_json.hpp"

namespace formulary::io::oidc {

/// The signatures that are accepted (RFC 7518 section 3.1). There is no other, and none without a key.
enum class Algorithm : std::uint8_t { rs256, ps256, es256 };
std::optional<Algorithm> parse_algorithm(std::string_view name);
std::string_view to_text(Algorithm algorithm);

enum class KeyKind : std::uint8_t { rsa, p256 };

struct VerificationKey {
  std::string id;  ///< kid; empty where it has none
  KeyKind kind = KeyKind::rsa;
  std::optional<Algorithm> algorithm;  ///< the only one that it is for, where it says so
  Key key;

  bool fits(Algorithm wanted) const;
};

inline constexpr std::size_t most_keys = 100;

/// Nothing when it is no key set, or has more keys than any provider needs.
std::optional<std::vector<VerificationKey>> read_key_set(std::string_view text);

}  // namespace formulary::io::oidc
