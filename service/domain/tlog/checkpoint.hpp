// A checkpoint: what a log says of itself and signs, in three lines: its origin, its size, its root in base64 (C2SP
// tlog-checkpoint). This log writes no extension lines and accepts none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/domain/tlog/note.hpp"

namespace formulary::domain::tlog {

struct Checkpoint {
  std::string origin;  ///< the log's address without scheme and last slash; the name of its key
  std::uint64_t size = 0;
  Hash root{};

  bool operator==(const Checkpoint&) const = default;
};

/// What is signed; ends with a line feed.
std::string to_text(const Checkpoint& checkpoint);
std::optional<Checkpoint> parse_checkpoint(std::string_view text);

/// The checkpoint in a note that the key signed, rightly, and that names the key as its origin; else nothing.
std::optional<Checkpoint> open_checkpoint(const Note& note, const VerifierKey& key, VerifyEd25519 verify);
std::optional<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key, VerifyEd25519 verify);

}  // namespace formulary::domain::tlog
