#include "service/domain/tlog/key.hpp"

#include <algorithm>

#include "service/domain/base64.hpp"

namespace formulary::domain::tlog {
namespace {

constexpr std::string_view private_mark = "PRIVATE+KEY+";
constexpr std::string_view hex_digits = "0123456789abcdef";

std::string hex(std::uint32_t id) {
  std::string text;
  for (int shift = 28; shift >= 0; shift -= 4) text += hex_digits[id >> shift & 15];
  return text;
}

std::optional<std::uint32_t> parse_hex(std::string_view text) {
  if (text.size() != 8) return std::nullopt;
  std::uint32_t id = 0;
  for (const char c : text) {
    const std::size_t value = hex_digits.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    id = id << 4 | static_cast<std::uint32_t>(value);
  }
  return id;
}

std::string written(std::string_view name, std::uint32_t id, KeyKind kind, const KeyBytes& bytes) {
  const std::string body = static_cast<char>(kind) + std::string(as_text(bytes));
  return std::string(name) + '+' + hex(id) + '+' + to_base64(body);
}

struct Parts {
  std::string_view name;
  std::uint32_t id = 0;
  KeyKind kind = KeyKind::note;
  KeyBytes bytes{};
};

std::optional<Parts> take_apart(std::string_view text) {
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  Parts parts;
  parts.name = text.substr(0, first);
  const auto id = parse_hex(text.substr(first + 1, second - first - 1));
  const auto body = from_base64(text.substr(second + 1));
  if (!is_key_name(parts.name) || !id || !body || body->size() != 1 + parts.bytes.size()) return std::nullopt;
  parts.id = *id;
  parts.kind = static_cast<KeyKind>(body->front());
  if (parts.kind != KeyKind::note && parts.kind != KeyKind::cosignature) return std::nullopt;
  std::copy(body->begin() + 1, body->end(), parts.bytes.begin());
  return parts;
}

}  // namespace

bool is_key_name(std::string_view name) {
  // Printable ASCII: more than our own names need, and no blank of any alphabet is among it.
  return !name.empty() && name.size() <= 200 &&
         std::ranges::all_of(name, [](char c) { return c > 0x20 && c < 0x7f && c != '+'; });
}

std::uint32_t key_id(std::string_view name, KeyKind kind, const KeyBytes& key, Sha256 sha256) {
  const std::string middle{'\n', static_cast<char>(kind)};
  const Hash hash = sha256(name, middle, as_text(key));
  return std::uint32_t{hash[0]} << 24 | std::uint32_t{hash[1]} << 16 | std::uint32_t{hash[2]} << 8 | hash[3];
}

std::string to_text(const VerifierKey& key) { return written(key.name, key.id, key.kind, key.key); }

std::optional<VerifierKey> parse_verifier_key(std::string_view text, Sha256 sha256) {
  const auto parts = take_apart(text);
  if (!parts || key_id(parts->name, parts->kind, parts->bytes, sha256) != parts->id) return std::nullopt;
  return VerifierKey{std::string(parts->name), parts->kind, parts->bytes, parts->id};
}

std::string to_text(const SignerKey& key) {
  return std::string(private_mark) + written(key.name, key.id, key.kind, key.seed);
}

std::optional<SignerKey> parse_signer_key(std::string_view text) {
  if (!text.starts_with(private_mark)) return std::nullopt;
  const auto parts = take_apart(text.substr(private_mark.size()));
  if (!parts) return std::nullopt;
  return SignerKey{std::string(parts->name), parts->kind, parts->bytes, parts->id};
}

}  // namespace formulary::domain::tlog
