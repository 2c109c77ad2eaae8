// An age file by recipe: each part can be made wrong on its own, while the parts that follow from it (the code over the
// header, the tags of the chunks) are right for what is there.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "service/domain/base64.hpp"
#include "service/io/age/header.hpp"
#include "service/io/age/reader.hpp"

namespace formulary::test {

namespace age = io::age;

/// A source that is a text in memory.
inline age::Source source_of(const std::string& bytes) {
  return {bytes.size(), [&bytes](char* out, std::size_t size, std::uint64_t offset) {
            if (offset >= bytes.size()) return std::size_t{0};
            return bytes.copy(out, size, static_cast<std::size_t>(offset));
          }};
}

inline std::string content_of(const std::string& file, std::span<const age::Identity> identities) {
  age::Reader reader(source_of(file), identities);
  std::string content;
  reader.read_all([&](std::string_view piece) { content += piece; });
  return content;
}

struct Recipe {
  age::Identity identity = age::Identity::make();
  age::FileKey key;  ///< all zeros
  std::string version = "age-encryption.org/v1\n";
  std::vector<std::string> stanzas;  ///< as text
  std::string mark = "---";
  std::function<std::string(const std::string& code)> end = [](const std::string& code) { return " " + code + "\n"; };
  std::string wrong_code;  ///< instead of the right one
  std::string nonce = std::string(16, 'n');
  std::string payload;  ///< sealed chunks

  /// The stanza that opens the file, in parts.
  age::Stanza right_stanza() const {
    const age::Recipient recipients[] = {identity.recipient()};
    return age::read_header(age::make_header(key, recipients)).stanzas.front();
  }

  Recipe& with(const age::Stanza& stanza) {
    stanzas.push_back(age::to_text(stanza));
    return *this;
  }

  Recipe& chunk(std::uint64_t number, age::Last last, const std::string& plain) {
    age::Chunks(key, nonce).seal(number, last, plain, payload);
    return *this;
  }

  std::string header() const {
    std::string text = version;
    for (const std::string& stanza : stanzas) text += stanza;
    text += mark;
    const std::string right = age::hmac(age::hkdf(key.view(), {}, "header").view(), text);
    return text + end(wrong_code.empty() ? domain::to_base64(right, domain::Base64::bare) : wrong_code);
  }

  std::string build() const { return header() + nonce + payload; }
};

}  // namespace formulary::test
