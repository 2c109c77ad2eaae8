#include "service/domain/names/fold.hpp"

#include <cstdint>

namespace formulary::domain {
namespace {

/// U+00C0 to U+017F, Latin-1 Supplement and Latin Extended-A of the Unicode code charts, without accents.
constexpr std::string_view latin =
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thss"
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thy "
    "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g "
    "g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l "
    "l l l n n n n n n n n n o o o o o o oeoer r r r r r s s s s s s "
    "s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s ";
static_assert(latin.size() == 2 * (0x180 - 0xC0));

struct Point {
  char32_t value = 0;
  std::size_t length = 1;  ///< 0 value with length 1: no UTF-8
};

/// One code point; overlong forms and surrogates are no UTF-8 (RFC 3629, section 3).
Point point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(at);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first > 0xF4 || at + length > text.size()) return {};
  char32_t value = first & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte(at + i) & 0x3F);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return {};
  return {value, length};
}

/// What German, Danish, Norwegian and Swedish write instead where the letter is missing.
std::string_view spelled_out(char32_t point) {
  switch (point) {
    case 0xC4:
    case 0xE4:
      return "ae";
    case 0xD6:
    case 0xF6:
    case 0xD8:
    case 0xF8:
      return "oe";
    case 0xDC:
    case 0xFC:
      return "ue";
    case 0xC5:
    case 0xE5:
      return "aa";
    default:
      return {};
  }
}

void append(std::string& out, char32_t point, std::string_view bytes, Umlauts umlauts) {
  if (point >= 0xFF01 && point <= 0xFF5E) point -= 0xFEE0;  // full-width forms
  if (point < 0x80) {
    const char c = static_cast<char>(point);
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || is_digit(c) ||
             std::string_view(".,&/()-+#:;\n").find(c) != std::string_view::npos)
      out += c;
    else if (c != '\'' && c != '`')
      out += ' ';
    return;
  }
  if (point == 0x2019 || point == 0x2018 || point == 0xB4 || (point >= 0x300 && point < 0x370)) return;
  // Trade-mark signs, U+0099 too: cp1252's, as files carry it that were read as ISO 8859-1.
  if (point == 0xA9 || point == 0xAE || point == 0x2122 || point == 0x2120 || point == 0x99 || point == 0xBF) {
    out += ' ';
    return;
  }
  if (point >= 0x2010 && point <= 0x2015) {
    out += '-';
    return;
  }
  if (point >= 0xC0 && point < 0x180) {
    const std::string_view two = umlauts == Umlauts::spelled_out ? spelled_out(point) : std::string_view{};
    const std::string_view plain = latin.substr(2 * (point - 0xC0), 2);
    out += !two.empty() ? two : plain.substr(0, plain.find(' '));
    if (plain == "  ") out += ' ';  // the signs for times and divided by
    return;
  }
  if (point >= 0x1E00 && point < 0x1F00) {
    // Latin Extended Additional: mostly Vietnamese; the letters come in blocks.
    struct Block {
      char32_t first;
      char letter;
    };
    constexpr Block blocks[] = {{0x1EF2, 'y'}, {0x1EE4, 'u'}, {0x1ECC, 'o'},
                                {0x1EC8, 'i'}, {0x1EB8, 'e'}, {0x1EA0, 'a'}};
    for (const Block& block : blocks) {
      if (point >= block.first) {
        out += block.letter;
        return;
      }
    }
  }
  // Punctuation, symbols and controls of other blocks separate; letters of other scripts stay.
  if (point < 0xC0 || (point >= 0x2000 && point < 0x2C00) || (point >= 0x3000 && point < 0x3040) || point >= 0xFE00) {
    out += ' ';
    return;
  }
  out += bytes;
}

}  // namespace

std::string fold(std::string_view text, Umlauts umlauts) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Point point = point_at(text, at);
    if (point.value == 0)
      out += ' ';
    else
      append(out, point.value, text.substr(at, point.length), umlauts);
    at += point.length;
  }
  return out;
}

std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : folded) {
    if (is_letter(c) || is_digit(c)) {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

}  // namespace formulary::domain
