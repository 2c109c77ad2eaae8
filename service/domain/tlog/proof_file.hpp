// A proof in a file (`.tlog-proof`, C2SP tlog-proof): that an entry is in a log whose checkpoint stands below it.
// Whoever has the entry, the log's key and this file needs nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/domain/tlog/tree_hash.hpp"

namespace formulary::domain::tlog {

struct ProofFile {
  std::optional<std::string> extra;  ///< bytes that belong to the entry but are not in it
  std::uint64_t index = 0;
  Proof proof;
  std::string checkpoint;  ///< the signed note, as it is
};

std::string to_text(const ProofFile& file);
/// Nothing when it is malformed; the checkpoint in it is not looked at.
std::optional<ProofFile> parse_proof_file(std::string_view text);

/// Lines of hashes in base64; `most`: more are refused.
inline constexpr std::size_t most_proof_lines = 63;
std::string to_lines(const Proof& proof);
/// Reads lines up to a blank one, which is taken off `rest` too.
std::optional<Proof> take_proof(std::string_view& rest);

}  // namespace formulary::domain::tlog
