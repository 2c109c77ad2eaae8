// A witness's signature on a checkpoint (C2SP tlog-cosignature, `cosignature/v1`): it says that at this time the
// witness had seen the log at this size and, before, nothing that contradicts it. The signature is the time in eight
// bytes and the Ed25519 signature of `cosignature/v1`, `time <seconds>` and the whole checkpoint.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/domain/tlog/note.hpp"

namespace formulary::domain::tlog {

/// What a witness signs at `seconds` since 1970.
std::string cosigned_text(std::uint64_t seconds, std::string_view checkpoint);

/// `signature`: 64 bytes over cosigned_text().
NoteSignature cosignature(const VerifierKey& key, std::uint64_t seconds, std::string_view signature);

/// When `key` cosigned `checkpoint`, in seconds since 1970; nothing when it did not.
std::optional<std::uint64_t> cosigned_at(const NoteSignature& signature, std::string_view checkpoint,
                                         const VerifierKey& key, VerifyEd25519 verify);

}  // namespace formulary::domain::tlog
