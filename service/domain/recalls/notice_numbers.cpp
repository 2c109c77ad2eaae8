#include "service/domain/recalls/notice_numbers.hpp"

#include <algorithm>

#include "service/domain/names/fold.hpp"

namespace formulary::domain {
namespace {

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool ascii_letter(char c) { return is_letter(c) && (c & 0x80) == 0; }
bool has_digit(std::string_view text) { return std::ranges::any_of(text, is_digit); }

bool check_digit_fits(std::string_view gtin) {
  int sum = 0;
  for (std::size_t i = 0; i < gtin.size(); ++i) sum += (gtin[i] - '0') * ((gtin.size() - i) % 2 == 0 ? 3 : 1);
  return sum % 10 == 0;
}

void add(std::vector<std::string>& out, std::string value) {
  if (std::ranges::find(out, value) == out.end()) out.push_back(std::move(value));
}

/// Lists of lot numbers are long: what is beyond is not read.
constexpr std::size_t most_numbers = 2000;

}  // namespace

std::vector<std::string> udis_in(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size() && out.size() < most_numbers;) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    std::string_view run = text.substr(at, end - at);
    const bool bracketed = at >= 4 && text.substr(at - 4, 4) == "(01)";
    // A bar code without brackets: 01, the DI, and then a date or lot.
    if (run.size() >= 16 && run.starts_with("01") && check_digit_fits(run.substr(2, 14))) run = run.substr(2, 14);
    if (run.size() == 14 && check_digit_fits(run)) {
      add(out, std::string(run));
    } else if ((run.size() == 13 || run.size() == 12) && check_digit_fits(run)) {
      std::string before = fold(text.substr(at - std::min<std::size_t>(at, 12), std::min<std::size_t>(at, 12)));
      if (bracketed || before.find("udi") != std::string::npos || before.find("gtin") != std::string::npos)
        add(out, std::string(14 - run.size(), '0') + std::string(run));
    }
    at = end;
  }
  return out;
}

std::vector<std::string> submissions_in(std::string_view text) {
  struct Form {
    std::string_view letters;
    std::size_t digits;
  };
  constexpr Form forms[] = {{"DEN", 6}, {"BK", 6}, {"BP", 6}, {"BH", 6}, {"K", 6},
                            {"P", 6},   {"H", 6},  {"N", 5},  {"N", 6},  {"D", 6}};
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size() && out.size() < most_numbers; ++at) {
    if (!ascii_letter(text[at]) || (at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1])))) continue;
    std::size_t letters = at;
    while (letters < text.size() && ascii_letter(text[letters])) ++letters;
    std::size_t end = letters;
    while (end < text.size() && is_digit(text[end])) ++end;
    // "P970051S054": the supplement ends the number.
    const bool ends = end == text.size() || !is_letter(text[end]) || upper(text[end]) == 'S';
    std::string number;
    for (std::size_t i = at; i < end; ++i) number += upper(text[i]);
    for (const Form& form : forms) {
      if (ends && letters - at == form.letters.size() && end - letters == form.digits &&
          number.starts_with(form.letters))
        add(out, number);
    }
    at = std::max(at, end == at ? at : end - 1);
  }
  return out;
}

std::string code_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (ascii_letter(c) || is_digit(c)) out += upper(c);
  }
  return out;
}

std::vector<std::string> codes_in(std::string_view text) {
  std::vector<std::string> out;
  std::string before;
  for (std::size_t at = 0; at < text.size() && out.size() < 4 * most_numbers;) {
    const auto in_code = [&](char c) {
      return ascii_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '/';
    };
    if (!in_code(text[at])) {
      if (text[at] != ' ') before.clear();
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && in_code(text[end])) ++end;
    const std::string_view token = text.substr(at, end - at);
    std::string code = code_of(token);
    if (has_digit(code)) {
      if (!before.empty()) out.push_back(before + code);
      // "PCS3000/CS3070" are two, "086-330/A" may be one.
      for (std::size_t start = 0; token.find('/') != std::string_view::npos && start <= token.size();) {
        const std::size_t slash = std::min(token.find('/', start), token.size());
        std::string part = code_of(token.substr(start, slash - start));
        if (has_digit(part)) out.push_back(std::move(part));
        start = slash + 1;
      }
      out.push_back(code);
    }
    before = std::move(code);
    at = end;
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::string> named_codes_in(std::string_view text) {
  constexpr std::string_view labels[] = {"MODEL", "MODELS", "REF", "CATALOG", "CATALOGUE", "CAT", "ITEM", "ITEMS"};
  constexpr std::string_view between[] = {"NO", "NOS", "NUMBER", "NUMBERS", "AND", "OR", ""};
  std::vector<std::string> out;
  bool named = false;
  for (std::size_t at = 0; at < text.size() && out.size() < most_numbers;) {
    const std::size_t end = std::min(text.find_first_of(" ,:#;()\n/", at), text.size());
    std::string code = code_of(text.substr(at, end - at));
    if (std::ranges::find(labels, code) != std::end(labels)) {
      named = true;
    } else if (named && has_digit(code)) {
      out.push_back(std::move(code));
    } else if (std::ranges::find(between, code) == std::end(between)) {
      named = false;
    }
    at = end + 1;
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool is_telling_code(std::string_view code) {
  if (code.size() < 4 || !has_digit(code)) return false;
  return !(code.size() == 4 && std::ranges::all_of(code, is_digit) &&
           (code.starts_with("19") || code.starts_with("20")));
}

}  // namespace formulary::domain
