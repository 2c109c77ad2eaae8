#include "service/io/store/audit_entry.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "service/domain/base64.hpp"
#include "service/domain/uuid.hpp"
#include "service/io/store/digest.hpp"

namespace formulary::io::store {
namespace {

std::string_view word(domain::ActorKind kind) {
  switch (kind) {
    case domain::ActorKind::person:
      return "person";
    case domain::ActorKind::script:
      return "script";
    case domain::ActorKind::system:
      return "system";
    case domain::ActorKind::host:
      return "host";
    case domain::ActorKind::emergency:
      return "emergency";
    case domain::ActorKind::anonymous:
      break;
  }
  return "anonymous";
}

/// Writes JSON member by member. Entries are made for every query of the gate, so this is done without a tree.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) { out_.reserve(700); }

  Writer& open(std::string_view name) {
    if (!name.empty()) member(name);
    out_ += '{';
    first_ = true;
    return *this;
  }
  Writer& close() {
    out_ += '}';
    first_ = false;
    return *this;
  }
  Writer& number(std::string_view name, int value) {
    member(name);
    out_ += std::to_string(value);
    return *this;
  }
  Writer& text(std::string_view name, std::string_view value) {
    member(name);
    quote(value);
    return *this;
  }

 private:
  void member(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    quote(name);
    out_ += ':';
  }

  /// RFC 8259 section 7; `value` is valid UTF-8.
  void quote(std::string_view value) {
    constexpr char digits[] = "0123456789abcdef";
    out_ += '"';
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20) {
        out_ += "\\u00";
        out_ += digits[byte >> 4];
        out_ += digits[byte & 0x0f];
      } else {
        if (c == '"' || c == '\\') out_ += '\\';
        out_ += c;
      }
    }
    out_ += '"';
  }

  std::string& out_;
  bool first_ = true;
};

void fit(std::string& text) {
  if (text.size() > largest_field) text.resize(largest_field);
  const bool plain = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (plain) return;
  const auto repaired = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  text = nlohmann::json::parse(repaired).get<std::string>();
}

}  // namespace

domain::AuditEntry fitted(domain::AuditEntry entry) {
  for (std::string* text : {&entry.actor.id.value, &entry.actor.session_digest, &entry.actor.remote,
                            &entry.actor.user_agent_digest, &entry.actor.request_id, &entry.action, &entry.object_type,
                            &entry.object_id, &entry.object_sha256, &entry.from, &entry.to}) {
    fit(*text);
  }
  return entry;
}

EncodedEntry encode(const domain::AuditEntry& entry, const EntryRandom& random, std::string_view state) {
  std::array<std::uint8_t, 10> for_id{};
  std::copy_n(random.begin(), for_id.size(), for_id.begin());
  const std::string salt = domain::to_base64({reinterpret_cast<const char*>(random.data()) + for_id.size(), 16});

  EncodedEntry encoded;
  encoded.id = domain::uuid_v7(entry.at, for_id);
  const std::string hash = entry.text.empty() ? std::string() : reason_hash(salt, entry.text);
  Writer json(encoded.json);
  json.open("").number("v", 1).text("id", encoded.id).text("ts", domain::to_rfc3339(entry.at));
  json.open("actor").text("type", word(entry.actor.kind)).text("id", entry.actor.id.value);
  json.text("sid_hash", entry.actor.session_digest).close();
  json.open("src").text("ip", entry.actor.remote).text("ua_hash", entry.actor.user_agent_digest).close();
  json.text("req_id", entry.actor.request_id).text("action", entry.action);
  json.open("object").text("type", entry.object_type).text("id", entry.object_id).text("sha256", entry.object_sha256);
  json.close().text("from", entry.from).text("to", entry.to).text("outcome", to_text(entry.outcome));
  json.text("reason_hash", hash).text("salt", salt);
  if (!state.empty()) json.text("state", state);
  json.close();
  if (encoded.json.size() > largest_entry) throw std::length_error("An audit entry is longer than 65535 bytes.");
  return encoded;
}

std::string reason_hash(std::string_view salt, std::string_view text) {
  std::string raw(salt.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(raw.data()),
                                   reinterpret_cast<const unsigned char*>(salt.data()), static_cast<int>(salt.size()));
  if (size < 16) throw std::runtime_error("The salt of an audit entry is not 16 bytes in base64.");
  return to_hex(sha256(std::string_view(raw).substr(0, 16), text));
}

}  // namespace formulary::io::store
