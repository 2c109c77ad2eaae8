// The header of an age file (C2SP age, "Header"): one stanza for each recipient, each of which wraps the same file key,
// and a code over all of it. Reading is strict, as the grammar is; stanzas of other kinds are kept and skipped.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/io/age/bad_file.hpp"
#include "service/io/age/keys.hpp"

namespace formulary::io::age {

inline constexpr std::size_t largest_header = 64 * 1024;

struct Stanza {
  std::vector<std::string> arguments;
  std::string body;
  bool operator==(const Stanza&) const = default;
};

struct Header {
  std::vector<Stanza> stanzas;
  std::string code;         ///< HMAC over the first `covered` bytes
  std::size_t covered = 0;  ///< up to and with the mark `---`
  std::size_t size = 0;
};

/// A stanza as it stands in the file.
std::string to_text(const Stanza& stanza);

/// Wraps `file_key` for each of `recipients`; `more` stands behind these. Throws std::invalid_argument without any.
std::string make_header(const FileKey& file_key, std::span<const Recipient> recipients,
                        std::span<const Stanza> more = {});

/// The header that `bytes` begin with. Throws BadFile (header), also when it goes beyond largest_header.
Header read_header(std::string_view bytes);

/// The file key, by the first of `identities` that opens one of the stanzas. `bytes` as for read_header. Throws
/// BadFile: header (a malformed stanza for X25519), no_match, mac.
FileKey unwrap(const Header& header, std::string_view bytes, std::span<const Identity> identities);

}  // namespace formulary::io::age
