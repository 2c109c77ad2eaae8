#include "service/io/age/header.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "service/domain/base64.hpp"
#include "service/io/age/primitives.hpp"

namespace formulary::io::age {
namespace {

constexpr std::string_view version_line = "age-encryption.org/v1\n";
constexpr std::string_view stanza_mark = "-> ";
constexpr std::string_view end_mark = "---";
constexpr std::string_view x25519_kind = "X25519";
constexpr std::string_view x25519_info = "age-encryption.org/v1/X25519";
constexpr std::size_t column_limit = 64;
constexpr std::size_t code_size = 32;

[[noreturn]] void malformed(const std::string& what) { throw BadFile(Defect::header, "This is no age file: " + what); }

/// Lines of a text, each of which must end.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  std::string_view next() {
    const std::size_t end = text_.find('\n', at_);
    if (end == std::string_view::npos) malformed("its header does not end.");
    const std::string_view line = text_.substr(at_, end - at_);
    at_ = end + 1;
    return line;
  }
  std::string_view rest() const { return text_.substr(at_); }
  std::size_t position() const { return at_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// argument *(SP argument); argument = 1*VCHAR
std::vector<std::string> read_arguments(std::string_view line) {
  std::vector<std::string> arguments(1);
  for (const char c : line) {
    if (c == ' ' && !arguments.back().empty()) {
      arguments.emplace_back();
    } else if (c > ' ' && c <= '~') {
      arguments.back() += c;
    } else {
      malformed("a recipient has a malformed first line.");
    }
  }
  if (arguments.back().empty()) malformed("a recipient has a malformed first line.");
  return arguments;
}

/// *full-line final-line
std::string read_body(Lines& lines) {
  std::string body;
  for (;;) {
    const std::string_view line = lines.next();
    const auto piece = line.size() <= column_limit ? domain::from_base64(line, domain::Base64::bare) : std::nullopt;
    if (!piece) malformed("a recipient has a malformed body.");
    body += *piece;
    if (line.size() < column_limit) return body;
  }
}

Stanza wrap(const FileKey& file_key, const Recipient& recipient) {
  const Identity ephemeral = Identity::make();
  const std::string& share = ephemeral.recipient().point();
  const auto shared = x25519(ephemeral.secret(), recipient.point());
  if (!shared) throw std::invalid_argument("Nothing can be encrypted for " + recipient.text() + ".");
  std::string body(FileKey::size() + tag_size, '\0');
  Aead(hkdf(shared->view(), share + recipient.point(), x25519_info)).seal(Nonce{}, file_key.view(), body.data());
  return {{std::string(x25519_kind), domain::to_base64(share, domain::Base64::bare)}, body};
}

struct Share {
  std::string point;
  const std::string* body;
};

/// The stanzas for X25519, in which nothing may be malformed even if another stanza is ours.
std::vector<Share> shares_of(const Header& header) {
  std::vector<Share> shares;
  for (const Stanza& stanza : header.stanzas) {
    if (stanza.arguments[0] != x25519_kind) continue;
    auto point =
        stanza.arguments.size() == 2 ? domain::from_base64(stanza.arguments[1], domain::Base64::bare) : std::nullopt;
    if (!point || point->size() != Key::size() || stanza.body.size() != FileKey::size() + tag_size) {
      malformed("a recipient of the kind X25519 is malformed.");
    }
    shares.push_back({std::move(*point), &stanza.body});
  }
  return shares;
}

std::optional<FileKey> open(const Share& share, const Identity& identity) {
  const auto shared = x25519(identity.secret(), share.point);
  if (!shared) malformed("a recipient is a point of low order.");
  FileKey key;
  Aead aead(hkdf(shared->view(), share.point + identity.recipient().point(), x25519_info));
  if (!aead.open(Nonce{}, *share.body, reinterpret_cast<char*>(key.data()))) return std::nullopt;
  return key;
}

std::string code_of(const FileKey& key, std::string_view covered) {
  return hmac(hkdf(key.view(), {}, "header").view(), covered);
}

}  // namespace

std::string to_text(const Stanza& stanza) {
  std::string text = "->";
  for (const std::string& argument : stanza.arguments) text += ' ' + argument;
  text += '\n';
  const std::string body = domain::to_base64(stanza.body, domain::Base64::bare);
  for (std::size_t at = 0; at <= body.size(); at += column_limit) text += body.substr(at, column_limit) + '\n';
  return text;
}

std::string make_header(const FileKey& file_key, std::span<const Recipient> recipients, std::span<const Stanza> more) {
  if (recipients.empty()) throw std::invalid_argument("A file that is encrypted for nobody would be lost.");
  std::string text(version_line);
  for (const Recipient& recipient : recipients) text += to_text(wrap(file_key, recipient));
  for (const Stanza& stanza : more) text += to_text(stanza);
  text += end_mark;
  return text + ' ' + domain::to_base64(code_of(file_key, text), domain::Base64::bare) + '\n';
}

Header read_header(std::string_view bytes) {
  bytes = bytes.substr(0, largest_header);
  if (!bytes.starts_with(version_line)) malformed("it does not begin with the line of its version.");
  Header header;
  Lines lines(bytes);
  lines.next();
  while (lines.rest().starts_with(stanza_mark)) {
    Stanza& stanza = header.stanzas.emplace_back();
    stanza.arguments = read_arguments(lines.next().substr(stanza_mark.size()));
    stanza.body = read_body(lines);
  }
  if (header.stanzas.empty()) malformed("it has no recipient.");
  header.covered = lines.position() + end_mark.size();
  // end = "--- " 43base64char LF
  const std::string_view end = lines.next();
  const auto code = end.starts_with("--- ") ? domain::from_base64(end.substr(end_mark.size() + 1), domain::Base64::bare)
                                            : std::nullopt;
  if (!code || code->size() != code_size) malformed("its header has a malformed end.");
  header.code = *code;
  header.size = lines.position();
  return header;
}

FileKey unwrap(const Header& header, std::string_view bytes, std::span<const Identity> identities) {
  const std::vector<Share> shares = shares_of(header);
  for (const Identity& identity : identities) {
    for (const Share& share : shares) {
      const auto key = open(share, identity);
      if (!key) continue;
      if (!same(code_of(*key, bytes.substr(0, header.covered)), header.code)) {
        throw BadFile(Defect::mac, "The header of an encrypted file was changed.");
      }
      return *key;
    }
  }
  throw BadFile(Defect::no_match, "None of the keys opens an encrypted file.");
}

}  // namespace formulary::io::age
