#include "scanners/formats/android/version_text.hpp"

#include <algorithm>

namespace formulary::formats::android {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::string_view version_at(std::string_view text) {
  std::size_t end = 0;
  int numbers = 0;
  while (end < text.size() && digit(text[end])) {
    std::size_t digits = 0;
    while (end < text.size() && digit(text[end])) ++end, ++digits;
    if (digits > 8) return {};
    ++numbers;
    if (end + 1 >= text.size() || text[end] != '.' || !digit(text[end + 1])) break;
    ++end;
  }
  if (numbers < 2) return {};
  for (int letters = 0; letters < 2 && end < text.size() && text[end] >= 'a' && text[end] <= 'z'; ++letters) ++end;
  if (end + 1 < text.size() && text[end] == '-' && letter(text[end + 1])) {
    std::size_t suffix = end + 1;
    while (suffix < text.size() && (letter(text[suffix]) || digit(text[suffix]))) ++suffix;
    if (suffix - end <= 16) end = suffix;
  }
  return text.substr(0, end);
}

bool is_version(std::string_view text) {
  if (text.empty() || text.size() > 64 || !digit(text[0])) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return digit(c) || letter(c) || c == '.' || c == '-' || c == '_' || c == '+'; });
}

}  // namespace formulary::formats::android
