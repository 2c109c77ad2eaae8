#include "service/usecases/witness.hpp"

#include <algorithm>
#include <stdexcept>

#include "service/domain/tlog/add_checkpoint.hpp"
#include "service/domain/tlog/checkpoint.hpp"
#include "service/domain/tlog/cosignature.hpp"
#include "service/domain/tlog/proof.hpp"

namespace formulary::usecases {
namespace {

namespace tlog = domain::tlog;

std::string hex(const tlog::Hash& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : hash) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace

Witness::Witness(const NoteSigner& signer, NoteKeeper& keeper, std::vector<tlog::VerifierKey> logs,
                 const tlog::Crypto& crypto)
    : signer_(signer), keeper_(keeper), logs_(std::move(logs)), crypto_(crypto) {}

std::string Witness::name_of(std::string_view origin) const { return hex(crypto_.sha256(origin, {}, {})); }

/// How far the log had come; 0 when it was never seen.
std::uint64_t Witness::size_of(const tlog::VerifierKey& log, tlog::Hash& root) {
  const auto kept = keeper_.kept(name_of(log.name));
  if (!kept) return 0;
  const auto checkpoint = tlog::open_checkpoint(*kept, log, crypto_.verify);
  // To begin anew would be to forget.
  if (!checkpoint) throw std::runtime_error("What this witness remembers of " + log.name + " was changed.");
  root = checkpoint->root;
  return checkpoint->size;
}

Witness::Answer Witness::add_checkpoint(std::string_view body, std::uint64_t seconds) {
  const auto request = tlog::parse_add_checkpoint(body);
  const auto note = request ? tlog::parse_note(request->note) : std::nullopt;
  const auto said = note ? tlog::parse_checkpoint(note->text) : std::nullopt;
  if (!said) return {400, "This is no checkpoint with its proof.\n"};
  const auto log = std::ranges::find(logs_, said->origin, &tlog::VerifierKey::name);
  if (log == logs_.end()) return {404, "This witness does not know a log of this origin.\n"};
  const auto checkpoint = tlog::open_checkpoint(*note, *log, crypto_.verify);
  if (!checkpoint) return {403, "The log did not sign this.\n"};
  if (request->old_size > checkpoint->size) return {400, "The old size is larger than the checkpoint's.\n"};

  const std::scoped_lock lock(mutex_);
  tlog::Hash root{};
  const std::uint64_t size = size_of(*log, root);
  if (request->old_size != size) return {409, std::to_string(size) + "\n"};
  const bool continues =
      size == 0 ? request->proof.empty() && (checkpoint->size > 0 || checkpoint->root == crypto_.hasher().empty())
                : tlog::is_consistent(crypto_.hasher(), size, checkpoint->size, root, checkpoint->root, request->proof);
  if (!continues) return {422, "The proof does not show that this continues what the log was.\n"};

  const std::string signature = signer_.sign(tlog::cosigned_text(seconds, note->text));
  const tlog::NoteSignature line = tlog::cosignature(signer_.key(), seconds, signature);
  tlog::Note kept{note->text, {}};
  for (const tlog::NoteSignature& one : note->signatures) {
    if (one.by(*log)) kept.signatures.push_back(one);
  }
  kept.signatures.push_back(line);
  keeper_.keep(name_of(log->name), tlog::to_text(kept));
  return {200, tlog::to_line(line) + "\n"};
}

std::optional<std::string> Witness::last_checkpoint(std::string_view origin_hash) {
  const bool known = std::ranges::any_of(logs_, [&](const auto& log) { return name_of(log.name) == origin_hash; });
  return known ? keeper_.kept(origin_hash) : std::nullopt;
}

}  // namespace formulary::usecases
