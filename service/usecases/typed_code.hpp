// Codes that people copy by hand: shown in groups, read without what is typed between them.
#pragma once

#include <string>
#include <string_view>

namespace formulary::usecases {

// Of the 43 base62 characters of a secret: 24 hold more than 140 bits.
inline constexpr std::size_t code_length = 24;

inline std::string bare_code(std::string_view code) {
  std::string text;
  for (const char c : code.substr(0, 100)) {
    if (c != ' ' && c != '-') text += c;
  }
  return text;
}

inline std::string grouped_code(std::string_view code) {
  constexpr std::size_t group = 6;
  std::string grouped;
  for (std::size_t at = 0; at < code.size(); at += group) {
    grouped += at == 0 ? "" : "-";
    grouped += code.substr(at, group);
  }
  return grouped;
}

}  // namespace formulary::usecases
