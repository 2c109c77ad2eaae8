// Reads the fields of a JSON object by name, and collects every mistake with its JSON Pointer instead of stopping at
// the first: wrong types, missing and unknown fields, texts that are too long, words that are not in the list. Reading
// stays a straight list of fields; at the end one look at `mistakes()` tells whether the values may be used.
//
//   Mistakes mistakes;
//   ObjectReader in(json, mistakes);
//   request.name = in.text("name", {.least = 1, .most = 200});
//   in.close();
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "service/api/json.hpp"
#include "service/domain/time.hpp"

namespace formulary::api {

using Mistakes = std::vector<Mistake>;

struct TextLimits {
  std::size_t least = 0;  ///< characters; where there is a least, white space alone is not enough
  std::size_t most = 4000;
};

class ObjectReader {
 public:
  /// `json` is not copied. Where it is not an object, that is the first mistake.
  ObjectReader(const InputJson& json, Mistakes& mistakes, std::string pointer = {});

  std::string text(std::string_view name, TextLimits limits = {});
  std::optional<std::string> optional_text(std::string_view name, TextLimits limits = {});
  /// Absent: nothing; null: an empty text.
  std::optional<std::string> nullable_text(std::string_view name, TextLimits limits = {});
  std::optional<bool> optional_flag(std::string_view name);
  std::optional<std::int64_t> optional_number(std::string_view name, std::int64_t least, std::int64_t most);
  std::optional<domain::Day> optional_day(std::string_view name);  ///< null: none
  std::optional<std::vector<std::string>> optional_texts(std::string_view name, std::size_t most_items,
                                                         TextLimits limits = {});
  std::vector<std::string> texts(std::string_view name, std::size_t most_items, TextLimits limits = {});

  /// A word that `parse` knows. `words` lists them for the sentence.
  template <class Parse>
  auto word(std::string_view name, Parse parse, std::string_view words) -> decltype(parse(std::string_view())) {
    if (!required(name)) return std::nullopt;
    return optional_word(name, parse, words);
  }

  template <class Parse>
  auto optional_word(std::string_view name, Parse parse, std::string_view words)
      -> decltype(parse(std::string_view())) {
    const std::optional<std::string> given = optional_text(name, {1, 100});
    if (!given) return std::nullopt;
    auto value = parse(*given);
    if (!value) complain(name, "This must be one of: " + std::string(words) + ".");
    return value;
  }

  template <class Parse>
  auto optional_words(std::string_view name, Parse parse, std::string_view words)
      -> std::optional<std::vector<typename decltype(parse(std::string_view()))::value_type>> {
    const auto given = optional_texts(name, 20, {1, 100});
    if (!given) return std::nullopt;
    std::vector<typename decltype(parse(std::string_view()))::value_type> values;
    for (std::size_t i = 0; i < given->size(); ++i) {
      const auto value = parse((*given)[i]);
      if (!value) {
        complain(name, i, "This must be one of: " + std::string(words) + ".");
      } else if (std::find(values.begin(), values.end(), *value) == values.end()) {
        values.push_back(*value);
      }
    }
    return values;
  }

  template <class Parse>
  auto words(std::string_view name, Parse parse, std::string_view list) {
    required(name);
    auto given = optional_words(name, parse, list);
    return given ? std::move(*given) : std::remove_cvref_t<decltype(*given)>();
  }

  /// The object or array under `name`; null when absent.
  const InputJson* child(std::string_view name);
  bool required(std::string_view name);  ///< false, and a mistake, when `name` is absent
  std::string pointer(std::string_view name) const { return pointer_ + pointer_token(name); }
  void complain(std::string_view name, std::string detail);
  void complain(std::string_view name, std::size_t index, std::string detail);

  /// Every field that was never asked for is a mistake.
  void close();

 private:
  std::optional<std::string> check_text(std::string pointer, const InputJson& value, TextLimits limits);

  const InputJson& json_;
  Mistakes& mistakes_;
  std::string pointer_;
  std::set<std::string, std::less<>> known_;
};

/// The problem (invalid) that lists `mistakes`.
Problem problem_of(const Mistakes& mistakes);

}  // namespace formulary::api
