#include "service/io/datasets/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace formulary::io::datasets {
namespace {

constexpr char32_t unknown = 0xfffd;

/// Windows-1252, 0x80 to 0x9f (WHATWG Encoding Standard, index windows-1252); the five that it leaves open are unknown.
constexpr std::array<char32_t, 32> windows_1252 = {0x20ac,  unknown, 0x201a, 0x0192, 0x201e, 0x2026,  0x2020, 0x2021,
                                                   0x02c6,  0x2030,  0x0160, 0x2039, 0x0152, unknown, 0x017d, unknown,
                                                   unknown, 0x2018,  0x2019, 0x201c, 0x201d, 0x2022,  0x2013, 0x2014,
                                                   0x02dc,  0x2122,  0x0161, 0x203a, 0x0153, unknown, 0x017e, 0x0178};

unsigned char byte_at(std::string_view text, std::size_t place) { return static_cast<unsigned char>(text[place]); }

void append(std::string& out, char32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xc0 | point >> 6);
    out += static_cast<char>(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xe0 | point >> 12);
    out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (point & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | point >> 18);
    out += static_cast<char>(0x80 | (point >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (point & 0x3f));
  }
}

/// A code point of the first 256, where those of C1 are meant as Windows-1252.
char32_t meant(char32_t point) {
  if (point == 0) return unknown;
  return point >= 0x80 && point < 0xa0 ? windows_1252[point - 0x80] : point;
}

/// Length of the well-formed sequence at `place` (The Unicode Standard, table 3-7); 0: there is none. `cut`: it may be
/// one when more bytes come.
std::size_t sequence(std::string_view text, std::size_t place, bool& cut) {
  const unsigned char first = byte_at(text, place);
  const std::size_t length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length == 0) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (place + i >= text.size()) {
      cut = true;
      return 0;
    }
    const unsigned char next = byte_at(text, place + i);
    const unsigned char low = i > 1 ? 0x80 : first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const unsigned char high = i > 1 ? 0xbf : first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (next < low || next > high) return 0;
  }
  return length;
}

bool is_c1(std::string_view text, std::size_t place) {
  return byte_at(text, place) == 0xc2 && place + 1 < text.size() && byte_at(text, place + 1) < 0xa0;
}

}  // namespace

Utf8Source::Utf8Source(Source& inner) : inner_(inner) {
  in_.resize(4096);
  std::size_t filled = 0;
  while (filled < 64) {
    const std::size_t got = inner_.read(std::span(in_).subspan(filled));
    if (got == 0) break;
    filled += got;
  }
  in_.resize(filled);
  const auto starts = [&](std::string_view mark) { return in_.starts_with(mark); };
  if (starts("\xef\xbb\xbf")) {
    in_.erase(0, 3);
  } else if (starts("\xff\xfe")) {
    encoding_ = Encoding::utf16_little;
    in_.erase(0, 2);
  } else if (starts("\xfe\xff")) {
    encoding_ = Encoding::utf16_big;
    in_.erase(0, 2);
  } else if (in_.size() >= 4 && in_[0] != '\0' && in_[1] == '\0' && in_[2] != '\0' && in_[3] == '\0') {
    encoding_ = Encoding::utf16_little;
  } else if (in_.size() >= 4 && in_[0] == '\0' && in_[1] != '\0' && in_[2] == '\0' && in_[3] != '\0') {
    encoding_ = Encoding::utf16_big;
  }
}

std::size_t Utf8Source::read(std::span<char> buffer) {
  while (given_ == out_.size() && !ended_) fill();
  const std::size_t size = std::min(buffer.size(), out_.size() - given_);
  std::memcpy(buffer.data(), out_.data() + given_, size);
  given_ += size;
  return size;
}

void Utf8Source::fill() {
  out_.clear();
  given_ = 0;
  constexpr std::size_t block = 1U << 16;
  const std::size_t kept = in_.size();
  in_.resize(kept + block);
  const std::size_t got = inner_.read(std::span(in_).subspan(kept));
  in_.resize(kept + got);
  ended_ = got == 0;
  if (encoding_ == Encoding::utf8) {
    from_utf8(ended_);
  } else {
    from_utf16(ended_);
  }
}

void Utf8Source::from_utf8(bool at_end) {
  std::size_t place = 0;
  while (place < in_.size()) {
    std::size_t plain = place;
    while (plain < in_.size() && byte_at(in_, plain) < 0x80 && in_[plain] != '\0') ++plain;
    out_.append(in_, place, plain - place);
    place = plain;
    if (place == in_.size()) break;
    bool cut = false;
    const std::size_t length = sequence(in_, place, cut);
    if (cut && !at_end) break;
    if (length == 0 || is_c1(in_, place)) {
      const std::size_t low_byte = length == 0 ? place : place + 1;
      append(out_, meant(byte_at(in_, low_byte)));
      place = low_byte + 1;
    } else {
      out_.append(in_, place, length);
      place += length;
    }
  }
  in_.erase(0, place);
}

void Utf8Source::from_utf16(bool at_end) {
  const auto unit = [&](std::size_t place) {
    const unsigned low = byte_at(in_, encoding_ == Encoding::utf16_little ? place : place + 1);
    const unsigned high = byte_at(in_, encoding_ == Encoding::utf16_little ? place + 1 : place);
    return static_cast<char32_t>(high << 8 | low);
  };
  std::size_t place = 0;
  while (place + 1 < in_.size()) {
    char32_t point = unit(place);
    if (point >= 0xd800 && point < 0xdc00) {
      if (place + 3 >= in_.size() && !at_end) break;
      const char32_t second = place + 3 < in_.size() ? unit(place + 2) : 0;
      if (second >= 0xdc00 && second < 0xe000) {
        append(out_, 0x10000 + ((point - 0xd800) << 10) + (second - 0xdc00));
        place += 4;
        continue;
      }
      point = unknown;
    } else if (point >= 0xdc00 && point < 0xe000) {
      point = unknown;
    }
    append(out_, meant(point));
    place += 2;
  }
  in_.erase(0, place);
  if (at_end) in_.clear();
}

void mend(std::string& text) {
  std::size_t place = 0;
  while (place < text.size() && text[place] != '\0' && !is_c1(text, place)) ++place;
  if (place == text.size()) return;
  std::string mended = text.substr(0, place);
  while (place < text.size()) {
    if (is_c1(text, place)) {
      append(mended, meant(byte_at(text, place + 1)));
      place += 2;
    } else if (text[place] == '\0') {
      append(mended, unknown);
      ++place;
    } else {
      mended += text[place++];
    }
  }
  text = std::move(mended);
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n\f\v", no_break = "\xc2\xa0";  // web pages leave the latter behind
  for (;;) {
    if (!text.empty() && blank.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else if (!text.empty() && blank.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else if (text.starts_with(no_break)) {
      text.remove_prefix(2);
    } else if (text.ends_with(no_break)) {
      text.remove_suffix(2);
    } else {
      return text;
    }
  }
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return result;
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

std::string plain_name(std::string_view text) {
  /// U+00C0 to U+00FF without what stands above or below the letter.
  constexpr std::string_view bare = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo*ouuuuypy";
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char letter = text[i];
    if (letter == '\xc3' && i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xc0) == 0x80) {
      const char plain = bare[static_cast<unsigned char>(text[++i]) & 0x3f];
      if (plain != '*') result += plain;
      continue;
    }
    if (letter >= 'A' && letter <= 'Z') {
      result += static_cast<char>(letter - 'A' + 'a');
    } else if (is_digit(letter) || (letter >= 'a' && letter <= 'z') ||
               (static_cast<unsigned char>(letter) & 0x80) != 0) {
      result += letter;
    }
  }
  return result;
}

std::string_view unwrap_formula(std::string_view cell) {
  cell = trim(cell);
  if (!cell.starts_with('=')) return cell;
  const std::string_view formula = trim(cell.substr(1));
  const auto last_text = [](std::string_view text) -> std::string_view {
    const std::size_t end = text.rfind('"');
    if (end == std::string_view::npos || end == 0) return {};
    const std::size_t begin = text.rfind('"', end - 1);
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin + 1, end - begin - 1);
  };
  if (upper(formula.substr(0, 9)) == "HYPERLINK") {
    const std::string_view shown = last_text(formula);
    return shown.data() == nullptr ? cell : trim(shown);
  }
  if (formula.size() >= 2 && formula.front() == '"' && formula.back() == '"') {
    return trim(formula.substr(1, formula.size() - 2));
  }
  return cell;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::string result = "\"";
  std::size_t size = std::min(text.size(), longest);
  while (size > 0 && size < text.size() && (byte_at(text, size) & 0xc0) == 0x80) --size;
  for (const char letter : text.substr(0, size)) {
    result += static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f ? ' ' : letter;
  }
  return result + (size < text.size() ? "...\"" : "\"");
}

std::string fingerprint(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
  std::string result;
  for (int shift = 60; shift >= 0; shift -= 4) result += "0123456789abcdef"[hash >> shift & 0xf];
  return result;
}

}  // namespace formulary::io::datasets
