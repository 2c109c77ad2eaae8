#include "service/domain/recalls/notice_tokens.hpp"

#include <algorithm>

#include "service/domain/names/fold.hpp"

namespace formulary::domain {
namespace {

using Kind = NoticeTokenKind;

struct Sign {
  std::string_view text;
  Kind kind;
};

/// Longer ones first. In FDA's files an inverted question mark stands for any sign that was lost.
constexpr Sign signs[] = {
    {"\xE2\x89\xA4", Kind::up_to},
    {"\xE2\x89\xA6", Kind::up_to},
    {"\xE2\x89\xA5", Kind::from},
    {"\xE2\x89\xA7", Kind::from},
    {"\xE2\x80\x90", Kind::dash},
    {"\xE2\x80\x91", Kind::dash},
    {"\xE2\x80\x92", Kind::dash},
    {"\xE2\x80\x93", Kind::dash},
    {"\xE2\x80\x94", Kind::dash},
    {"\xE2\x88\x92", Kind::dash},
    {"\xE2\x80\xA6", Kind::sign},
    {"\xE2\x86\x92", Kind::sign},
    {"\xC2\xBF", Kind::sign},
    {"&lt;=", Kind::up_to},
    {"&gt;=", Kind::from},
    {"&le;", Kind::up_to},
    {"&ge;", Kind::from},
    {"&lt;", Kind::below},
    {"&gt;", Kind::above},
    {"...", Kind::sign},
    {"->", Kind::sign},
    {"<=", Kind::up_to},
    {">=", Kind::from},
    {"=<", Kind::up_to},
    {"=>", Kind::from},
    {"?", Kind::sign},
    {"%", Kind::sign},
    {"<", Kind::below},
    {">", Kind::above},
    {",", Kind::comma},
    {"/", Kind::comma},
    {"&", Kind::comma},
    {":", Kind::colon},
    {"=", Kind::colon},
    {"#", Kind::colon},
    {"-", Kind::dash},
    {"~", Kind::dash},
    {"(", Kind::open},
    {"[", Kind::open},
    {")", Kind::close},
    {"]", Kind::close},
    {";", Kind::stop},
    {"\n", Kind::stop},
    {"|", Kind::stop},
    {"+", Kind::plus},
    {".", Kind::stop},
    {"!", Kind::stop},
};

bool digits(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && std::ranges::all_of(text, is_digit);
}

/// Spaces that do not look like one, and marks of trade: they stand between words and say nothing.
constexpr std::string_view blanks[] = {"\xC2\xA0",     "\xC2\xAE",     "\xC2\xA9",    "\xE2\x84\xA2",
                                       "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x80\xAF"};

std::size_t blank_at(std::string_view text, std::size_t at) {
  for (const std::string_view blank : blanks) {
    if (text.substr(at).starts_with(blank)) return blank.size();
  }
  return 0;
}

/// `2021-04-01`, `04/01/2021`: five tokens without a space become one.
void join_days(std::vector<NoticeToken>& tokens) {
  std::vector<NoticeToken> out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto tight = [&](std::size_t k) { return tokens[i + k].tight; };
    if (i + 4 < tokens.size() && tight(1) && tight(2) && tight(3) && tight(4) &&
        tokens[i + 1].text == tokens[i + 3].text) {
      const std::string &a = tokens[i].text, &sign = tokens[i + 1].text, &b = tokens[i + 2].text,
                        &c = tokens[i + 4].text;
      std::string day;
      if (sign == "-" && digits(a, 4, 4) && digits(b, 1, 2) && digits(c, 1, 2)) day = a + "." + b + "." + c;
      if (sign == "/" && digits(a, 1, 2) && digits(b, 1, 2) && digits(c, 4, 4)) day = c + "." + a + "." + b;
      if (!day.empty()) {
        out.push_back({Kind::day, std::move(day), tokens[i].at, tokens[i + 4].end, tokens[i].tight});
        i += 4;
        continue;
      }
    }
    out.push_back(std::move(tokens[i]));
  }
  tokens = std::move(out);
}

}  // namespace

std::vector<NoticeToken> notice_tokens(std::string_view text, std::size_t most) {
  std::vector<NoticeToken> tokens;
  std::size_t last_end = 0;
  const auto add = [&](Kind kind, std::size_t at, std::size_t end) {
    std::string token(text.substr(at, end - at));
    for (char& c : token) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    tokens.push_back({kind, std::move(token), at, end, at == last_end});
    last_end = end;
  };
  for (std::size_t at = 0; at < text.size() && tokens.size() < most;) {
    if (const std::size_t length = blank_at(text, at); length > 0) {
      at += length;
      continue;
    }
    const auto* const sign =
        std::ranges::find_if(signs, [&](const Sign& s) { return text.substr(at).starts_with(s.text); });
    if (sign != std::end(signs)) {
      add(sign->kind, at, at + sign->text.size());
      at += sign->text.size();
      continue;
    }
    const auto in_word = [&](std::size_t i) {
      const char c = text[i];
      if (is_digit(c) || c == '_' || c == '\'' || c == '*') return true;
      if (is_letter(c))
        return blank_at(text, i) == 0 && std::ranges::none_of(signs, [&](const Sign& s) {
                 return (s.text[0] & 0x80) != 0 && text.substr(i).starts_with(s.text);
               });
      // A dot within a number or abbreviation: followed by a letter or digit that belongs to it.
      return c == '.' && i > at && i + 1 < text.size() &&
             (is_digit(text[i + 1]) || text[i + 1] == '*' ||
              ((text[i + 1] == 'x' || text[i + 1] == 'X' || is_letter(text[i + 1])) && is_digit(text[i - 1])));
    };
    if (!in_word(at)) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    while (end < text.size() && in_word(end)) ++end;
    const bool number = std::ranges::any_of(text.substr(at, end - at), is_digit);
    add(number ? Kind::number : Kind::word, at, end);
    at = end;
  }
  join_days(tokens);
  return tokens;
}

}  // namespace formulary::domain
