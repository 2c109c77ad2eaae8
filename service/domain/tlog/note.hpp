// A signed note (C2SP signed-note): a text whose lines all end, a blank line, and signature lines
// `— name base64(id ‖ signature)`. Signatures of unknown keys are carried along; a note on which a known key's
// signature is wrong is not to be believed at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/tlog/key.hpp"

namespace formulary::domain::tlog {

struct NoteSignature {
  std::string name;
  std::uint32_t id = 0;
  std::string bytes;  ///< behind the id

  bool operator==(const NoteSignature&) const = default;
  bool by(const VerifierKey& key) const { return name == key.name && id == key.id; }
};

struct Note {
  std::string text;  ///< with its last line feed: what a note key signs
  std::vector<NoteSignature> signatures;
};

/// The line without its line feed.
std::string to_line(const NoteSignature& signature);
std::optional<NoteSignature> parse_signature_line(std::string_view line);

std::string to_text(const Note& note);
/// Nothing when it is malformed, has no signature, or more than 64.
std::optional<Note> parse_note(std::string_view bytes);

enum class Signed : std::uint8_t { no, wrongly, rightly };
/// Whether `key`, which is one for notes, signed it.
Signed check_note(const Note& note, const VerifierKey& key, VerifyEd25519 verify);

}  // namespace formulary::domain::tlog
