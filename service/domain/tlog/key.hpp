// The keys of signed notes as text: the one that verifies, `name+id+base64(kind ‖ public key)`, and the one that signs,
// `PRIVATE+KEY+name+id+base64(kind ‖ seed)`, both as Go's note package writes them. The id is the beginning of
// SHA-256(name ‖ 0x0A ‖ kind ‖ public key) (C2SP signed-note, "Signatures").
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/domain/tlog/tree_hash.hpp"

namespace formulary::domain::tlog {

/// What a key signs: the text of a note, or a checkpoint together with the time at which it was seen.
enum class KeyKind : std::uint8_t { note = 0x01, cosignature = 0x04 };

using KeyBytes = std::array<std::uint8_t, 32>;

/// True when `signature` is the Ed25519 signature of `message` (RFC 8032). Brought by whoever uses the domain.
using VerifyEd25519 = bool (*)(const KeyBytes& key, std::string_view message, std::string_view signature);

/// What the domain's log cannot do by itself.
struct Crypto {
  Sha256 sha256;
  VerifyEd25519 verify;

  TreeHasher hasher() const { return {sha256}; }
};

struct VerifierKey {
  std::string name;  ///< not empty, without blanks and `+`
  KeyKind kind = KeyKind::note;
  KeyBytes key{};
  std::uint32_t id = 0;

  bool operator==(const VerifierKey&) const = default;
};

struct SignerKey {
  std::string name;
  KeyKind kind = KeyKind::note;
  KeyBytes seed{};
  std::uint32_t id = 0;
};

bool is_key_name(std::string_view name);
std::uint32_t key_id(std::string_view name, KeyKind kind, const KeyBytes& key, Sha256 sha256);

std::string to_text(const VerifierKey& key);
/// Nothing when it is malformed, of another kind, or its id is not the key's.
std::optional<VerifierKey> parse_verifier_key(std::string_view text, Sha256 sha256);

std::string to_text(const SignerKey& key);
/// The id is taken as it stands: only the public key, which follows from the seed, shows whether it is right.
std::optional<SignerKey> parse_signer_key(std::string_view text);

}  // namespace formulary::domain::tlog
