// A key for signed notes in a file that its owner alone may read: one line, the signer key as Go's note package writes
// it. Whoever has the file can speak for the log; it never leaves it. The name is part of the key and cannot be
// changed.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "service/usecases/ports/note_signer.hpp"

namespace formulary::io::crypto {

/// Opens the key in `file`; makes the file, with a fresh key named `name`, when it is not there. An empty `name` stands
/// for whatever name the key in the file has. Throws std::runtime_error with a sentence when others may read the file,
/// it is malformed, or its key has another name or kind.
std::unique_ptr<usecases::NoteSigner> open_note_signer(const std::filesystem::path& file, const std::string& name,
                                                       domain::tlog::KeyKind kind);

/// The key in the text of a key file. Throws std::runtime_error when it is malformed.
std::unique_ptr<usecases::NoteSigner> note_signer(std::string_view text);

}  // namespace formulary::io::crypto
