// Lists of words in one column, as a JSON array of strings. Never searched inside a query.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace formulary::io::store {

std::string to_column(const std::vector<std::string>& words);
std::vector<std::string> from_column(std::string_view column);  ///< throws when it is not such an array

template <class Value>
std::string words_column(const std::vector<Value>& values) {
  std::vector<std::string> words;
  for (const Value& value : values) words.emplace_back(to_text(value));
  return to_column(words);
}

}  // namespace formulary::io::store
