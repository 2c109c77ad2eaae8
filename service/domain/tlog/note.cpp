#include "service/domain/tlog/note.hpp"

#include <algorithm>

#include "service/domain/base64.hpp"
#include "service/domain/tlog/lines.hpp"

namespace formulary::domain::tlog {
namespace {

constexpr std::string_view dash = "\xe2\x80\x94 ";  // U+2014 and a blank
constexpr std::size_t most_bytes = 1 << 20;
constexpr std::size_t most_signatures = 64;

/// Valid UTF-8 (RFC 3629 section 4) without control characters other than the line feed.
bool is_plain_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) {
      if ((lead < 0x20 && lead != '\n') || lead == 0x7f) return false;
      ++at;
      continue;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > text.size()) return false;
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(at + i) & 0xc0) != 0x80) return false;
    }
    const unsigned char second = byte(at + 1);
    if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) || (lead == 0xf0 && second < 0x90) ||
        (lead == 0xf4 && second > 0x8f) || (lead == 0xc2 && second < 0xa0)) {
      return false;
    }
    at += length;
  }
  return true;
}

}  // namespace

std::string to_line(const NoteSignature& signature) {
  std::string body;
  for (int shift = 24; shift >= 0; shift -= 8) body += static_cast<char>(signature.id >> shift & 0xff);
  return std::string(dash) + signature.name + ' ' + to_base64(body + signature.bytes);
}

std::optional<NoteSignature> parse_signature_line(std::string_view line) {
  if (!line.starts_with(dash)) return std::nullopt;
  line.remove_prefix(dash.size());
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos || blank == 0) return std::nullopt;
  NoteSignature signature;
  signature.name = line.substr(0, blank);
  const auto body = from_base64(line.substr(blank + 1));
  if (signature.name.find('+') != std::string::npos || !body || body->size() < 5) return std::nullopt;
  for (std::size_t i = 0; i < 4; ++i) signature.id = signature.id << 8 | static_cast<unsigned char>((*body)[i]);
  signature.bytes = body->substr(4);
  return signature;
}

std::string to_text(const Note& note) {
  std::string text = note.text + '\n';
  for (const NoteSignature& signature : note.signatures) text += to_line(signature) + '\n';
  return text;
}

std::optional<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > most_bytes || !is_plain_text(bytes)) return std::nullopt;
  const std::size_t blank_line = bytes.rfind("\n\n");
  if (blank_line == std::string_view::npos) return std::nullopt;
  Note note;
  note.text = bytes.substr(0, blank_line + 1);
  std::string_view rest = bytes.substr(blank_line + 2);
  while (!rest.empty()) {
    const auto line = take_line(rest);
    const auto signature = line ? parse_signature_line(*line) : std::nullopt;
    if (!signature || note.signatures.size() == most_signatures) return std::nullopt;
    note.signatures.push_back(*signature);
  }
  if (note.signatures.empty()) return std::nullopt;
  return note;
}

Signed check_note(const Note& note, const VerifierKey& key, VerifyEd25519 verify) {
  auto found = Signed::no;
  for (const NoteSignature& signature : note.signatures) {
    if (!signature.by(key)) continue;
    if (key.kind != KeyKind::note || !verify(key.key, note.text, signature.bytes)) return Signed::wrongly;
    found = Signed::rightly;
  }
  return found;
}

}  // namespace formulary::domain::tlog
