#include "service/domain/tlog/checkpoint.hpp"

#include "service/domain/base64.hpp"
#include "service/domain/tlog/lines.hpp"

namespace formulary::domain::tlog {

std::string to_text(const Checkpoint& checkpoint) {
  return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' + base64_of(checkpoint.root) + '\n';
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text) {
  const auto origin = take_line(text);
  const auto size = origin ? take_line(text) : std::nullopt;
  const auto root = size ? take_line(text) : std::nullopt;
  if (!root || !text.empty() || origin->empty()) return std::nullopt;
  const auto number = parse_decimal(*size);
  const auto hash = hash_of_base64(*root);
  if (!number || !hash) return std::nullopt;
  return Checkpoint{std::string(*origin), *number, *hash};
}

std::optional<Checkpoint> open_checkpoint(const Note& note, const VerifierKey& key, VerifyEd25519 verify) {
  if (check_note(note, key, verify) != Signed::rightly) return std::nullopt;
  auto checkpoint = parse_checkpoint(note.text);
  if (!checkpoint || checkpoint->origin != key.name) return std::nullopt;
  return checkpoint;
}

std::optional<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key, VerifyEd25519 verify) {
  const auto parsed = parse_note(note);
  return parsed ? open_checkpoint(*parsed, key, verify) : std::nullopt;
}

}  // namespace formulary::domain::tlog
