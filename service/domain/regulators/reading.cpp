#include "service/domain/regulators/reading.hpp"

#include <algorithm>
#include <utility>

namespace formulary::domain::reading {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// As UTF-8: what word processors put in the place of `-` and of a space.
constexpr std::pair<std::string_view, char> typographic[] = {
    {"\xe2\x80\x90", '-'}, {"\xe2\x80\x91", '-'}, {"\xe2\x80\x92", '-'}, {"\xe2\x80\x93", '-'}, {"\xe2\x80\x94", '-'},
    {"\xe2\x88\x92", '-'}, {"\xc2\xa0", ' '},     {"\xe2\x80\xaf", ' '}, {"\xe2\x80\x89", ' '}, {"\xe3\x80\x80", ' '},
};

}  // namespace

std::string plain(std::string_view text) {
  if (text.size() > longest) return {};
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const auto known =
        std::ranges::find_if(typographic, [&](const auto& entry) { return text.substr(i).starts_with(entry.first); });
    char c = text[i];
    if (known != std::end(typographic)) {
      c = known->second;
      i += known->first.size();
    } else {
      ++i;
    }
    if (c == '\t' || c == '\r' || c == '\n') c = ' ';
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') return {};
    if (c == ' ' && (result.empty() || result.back() == ' ')) continue;
    result += c;
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

std::string tidy(std::string_view text) {
  std::string result = plain(text);
  std::ranges::transform(result, result.begin(), upper);
  return result;
}

std::string compact(std::string_view text) {
  std::string result = tidy(text);
  std::erase_if(result, [](char c) { return c == ' ' || c == '-'; });
  return result;
}

std::string without(std::string text, std::initializer_list<std::string_view> words) {
  for (bool taken = true; taken;) {
    taken = false;
    const std::size_t start = text.find_first_not_of(": #.=");
    if (start != 0 && start != std::string::npos) text.erase(0, start), taken = true;
    for (const std::string_view word : words) {
      if (text.size() > word.size() && text.starts_with(word)) text.erase(0, word.size()), taken = true;
    }
  }
  return text;
}

bool fits(std::string_view text, std::string_view shape) {
  return std::ranges::equal(text, shape, [](char c, char wanted) {
    if (wanted == '#') return is_digit(c);
    if (wanted == '@') return is_upper(c);
    if (wanted == '*') return is_digit(c) || is_upper(c);
    return c == wanted;
  });
}

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

int year_of_two_digits(std::string_view two) {
  const int year = (two[0] - '0') * 10 + (two[1] - '0');
  return year >= 76 ? 1900 + year : 2000 + year;
}

bool registers_a_company(std::string_view compacted) {
  for (const std::string_view word : {"SRN", "CHRN", "FEI", "MDEL", "REGISTRATION", "ESTABLISHMENT"}) {
    if (compacted.starts_with(word)) return true;
  }
  // Wherever it stands: two letters of the country, the role, nine digits.
  for (std::size_t at = 0; at + 13 <= compacted.size(); ++at) {
    if (!fits(compacted.substr(at, 13), "@@@@#########")) continue;
    const std::string_view role = compacted.substr(at + 2, 2);
    if (role == "MF" || role == "AR" || role == "IM" || role == "PR") return true;
  }
  return false;
}

std::optional<std::string> reference(std::string_view text) {
  std::string result = tidy(text);
  std::erase(result, ' ');
  result = without(std::move(result), {"NO.", "NR.", "CERTIFICATE"});
  if (result.size() < 3 || std::ranges::none_of(result, is_digit)) return std::nullopt;
  if (!std::ranges::all_of(result, [](char c) { return c > ' ' && c < '\x7f'; })) return std::nullopt;
  if (result == "510(K)" || registers_a_company(compact(result))) return std::nullopt;
  return result;
}

}  // namespace formulary::domain::reading
