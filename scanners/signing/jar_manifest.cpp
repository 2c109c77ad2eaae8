#include "scanners/signing/jar_manifest.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace formulary::signing {
namespace {

using enum DigestAlgorithm;

constexpr Sdk strongest_since = 18;
constexpr std::size_t most_attributes = 1000;  // of one section

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool equal_but_case(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, upper, upper); }

struct NamedDigest {
  std::string_view name;
  DigestAlgorithm algorithm;
  Sdk since;  // the first level that knows it in manifests
};
// As `Digest-Algorithms` and attribute names spell them.
constexpr std::array<NamedDigest, 7> spellings{{{"MD5", md5, 0},
                                                {"SHA", sha1, 0},
                                                {"SHA1", sha1, 0},
                                                {"SHA-1", sha1, 0},
                                                {"SHA-256", sha256, 0},
                                                {"SHA-384", sha384, 9},
                                                {"SHA-512", sha512, 9}}};
constexpr std::array<NamedDigest, 4> strongest_first{
    {{"SHA-512", sha512, 0}, {"SHA-384", sha384, 0}, {"SHA-256", sha256, 0}, {"SHA1", sha1, 0}}};

// RFC 4648, 4. Padding may be missing, bits that do not make a byte are dropped; anything else is an error.
std::optional<Bytes> decode_base64(std::string_view text) {
  while (text.size() % 4 == 0 && text.ends_with('=') && text.size() >= 4) {
    text.remove_suffix(text.ends_with("==") ? 2 : 1);
  }
  if (text.size() % 4 == 1) return std::nullopt;
  Bytes out;
  out.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t value = alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out.push_back(static_cast<std::byte>(bits >> count & 0xff));
  }
  return out;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> result;
  static constexpr std::string_view blanks = " \t\n\r\f";
  for (std::size_t start = text.find_first_not_of(blanks); start != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(blanks, start), text.size());
    result.push_back(text.substr(start, end - start));
    start = text.find_first_not_of(blanks, end);
  }
  return result;
}

}  // namespace

const std::string* JarSection::name() const {
  return !attributes.empty() && equal_but_case(attributes.front().first, "Name") ? &attributes.front().second : nullptr;
}

const std::string* JarSection::find(std::string_view attribute) const {
  for (const auto& [name, value] : attributes) {
    if (equal_but_case(name, attribute)) return &value;
  }
  return nullptr;
}

std::optional<std::string_view> JarManifestReader::next_line() {
  if (position_ >= text_.size()) return std::nullopt;
  const std::size_t start = position_;
  const std::size_t end = std::min(text_.find_first_of("\r\n", start), text_.size());
  position_ = std::min(text_.size(), end + (text_.substr(end).starts_with("\r\n") ? 2 : 1));
  return text_.substr(start, end - start);
}

std::optional<JarSection> JarManifestReader::next() {
  if (!ok_) return std::nullopt;
  JarSection section;
  std::optional<std::string_view> line;
  do {
    section.start = position_;
    line = next_line();
  } while (line && line->empty());
  if (!line) return std::nullopt;

  std::vector<std::string> logical;
  for (; line && !line->empty(); line = next_line()) {
    if (line->front() == ' ' && !logical.empty()) {
      logical.back() += line->substr(1);
    } else if (logical.size() == most_attributes) {
      ok_ = false;
      return std::nullopt;
    } else {
      logical.emplace_back(*line);
    }
  }
  section.size = position_ - section.start;
  for (const std::string& attribute : logical) {
    const std::size_t colon = attribute.find(": ");
    if (colon == std::string::npos) {
      section.attributes.emplace_back(attribute, "");
    } else {
      section.attributes.emplace_back(attribute.substr(0, colon), attribute.substr(colon + 2));
    }
  }
  return section;
}

std::optional<std::vector<JarDigest>> jar_digests(const JarSection& section, std::string_view suffix, SdkRange range) {
  std::vector<JarDigest> result;
  if (range.min < strongest_since) {
    const std::string* listed = section.find("Digest-Algorithms");
    std::array<bool, spellings.size()> tried{};  // each once, however often it is listed
    for (const std::string_view word : words(listed == nullptr ? std::string_view("SHA SHA1") : *listed)) {
      const auto* known = std::ranges::find_if(spellings, [&](const NamedDigest& spelling) {
        return equal_but_case(spelling.name, word) && spelling.since <= range.min;
      });
      if (known == spellings.end() || std::exchange(tried[known - spellings.begin()], true)) continue;
      const std::string* encoded = section.find(std::string(word) + std::string(suffix));
      if (encoded == nullptr) continue;
      auto value = decode_base64(*encoded);
      if (!value) return std::nullopt;
      result.push_back({known->algorithm, std::move(*value)});
      break;
    }
    if (result.empty()) return result;
  }
  if (range.max >= strongest_since) {
    for (const NamedDigest& candidate : strongest_first) {
      const std::string* encoded = section.find(std::string(candidate.name) + std::string(suffix));
      if (encoded == nullptr) continue;
      auto value = decode_base64(*encoded);
      if (!value) return std::nullopt;
      const bool known =
          !result.empty() && result.front().algorithm == candidate.algorithm && result.front().value == *value;
      if (!known) result.push_back({candidate.algorithm, std::move(*value)});
      break;
    }
  }
  return result;
}

}  // namespace formulary::signing
