// Puts a WHERE clause together from the conditions that a filter asks for, so that each is either in the text and can
// use its index, or not there at all. The conditions are constant texts; values only ever come as parameters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "service/io/store/connection.hpp"

namespace formulary::io::store {

class Filter {
 public:
  /// Adds `condition` with each `?` standing for the next of `values`.
  void where(std::string_view condition, std::vector<Value> values) {
    text_ += text_.empty() ? " WHERE " : " AND ";
    std::size_t next = 0;
    for (const char c : condition) {
      if (c == '?') {
        text_ += parameter(std::move(values.at(next++)));
      } else {
        text_ += c;
      }
    }
  }

  /// `column` is one of `values`.
  void one_of(std::string_view column, const std::vector<std::string>& values) {
    text_ += (text_.empty() ? " WHERE " : " AND ") + std::string(column) + " IN (";
    for (std::size_t i = 0; i < values.size(); ++i) text_ += (i == 0 ? "" : ", ") + parameter(values[i]);
    text_ += ")";
  }

  /// A value outside the WHERE clause, such as a LIMIT.
  std::string parameter(Value value) {
    values_.push_back(std::move(value));
    return "$" + std::to_string(values_.size());
  }

  const std::string& text() const { return text_; }
  const std::vector<Value>& values() const { return values_; }

 private:
  std::string text_;
  std::vector<Value> values_;
};

/// A pattern for `lower(column) LIKE ? ESCAPE '\'` that finds `text` anywhere, letter case aside (ASCII).
inline std::string contains(std::string_view text) {
  std::string pattern = "%";
  for (char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return pattern + "%";
}

}  // namespace formulary::io::store
