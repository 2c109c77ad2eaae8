// An audit entry as the bytes that are stored and hashed: one JSON object with a fixed order of members,
//   v, id, ts, actor{type,id,sid_hash}, src{ip,ua_hash}, req_id, action, object{type,id,sha256}, from, to, outcome,
//   reason_hash, salt, state
// `state` is the digest of the registry (seals.def) that the entry leaves behind. The last entry of each change has it;
// others, and those of registries before it was there, end with salt.
// What a person typed is not in it: reason_hash is SHA-256(salt ‖ text), empty where there is no text.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "service/domain/audit.hpp"

namespace formulary::io::store {

inline constexpr std::size_t largest_entry = 65'535;  ///< an entry bundle gives the length in two bytes
inline constexpr std::size_t largest_field = 900;

struct EncodedEntry {
  std::string id;  ///< UUIDv7
  std::string json;
};

/// The same entry with texts that fit: valid UTF-8, at most `largest_field` bytes each. What people typed stays whole.
domain::AuditEntry fitted(domain::AuditEntry entry);

/// Random bytes of an entry: 10 for its id, 16 for its salt. Never used twice.
using EntryRandom = std::array<std::uint8_t, 26>;

/// `entry` is fitted; so the result is never longer than `largest_entry`.
EncodedEntry encode(const domain::AuditEntry& entry, const EntryRandom& random, std::string_view state = {});

/// SHA-256(salt ‖ text) in hexadecimal; `salt` in base64 as it stands in the entry.
std::string reason_hash(std::string_view salt, std::string_view text);

}  // namespace formulary::io::store
