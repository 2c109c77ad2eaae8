// Words for enumerations: one table of (value, word) pairs serves both directions, so that they cannot disagree.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace formulary::domain {

template <class Enum>
struct Word {
  Enum value;
  std::string_view text;
};

template <class Enum, std::size_t count>
constexpr std::string_view word_of(const Word<Enum> (&words)[count], Enum value) {
  for (const auto& word : words) {
    if (word.value == value) return word.text;
  }
  return "unknown";
}

template <class Enum, std::size_t count>
constexpr std::optional<Enum> value_of(const Word<Enum> (&words)[count], std::string_view text) {
  for (const auto& word : words) {
    if (word.text == text) return word.value;
  }
  return std::nullopt;
}

}  // namespace formulary::domain
