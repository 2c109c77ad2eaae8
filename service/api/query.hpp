// Query parameters with a meaning: words of a list (repeated, or joined by commas), flags, instants and days.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/api/request.hpp"
#include "service/domain/result.hpp"
#include "service/domain/time.hpp"

namespace formulary::api {

/// Every value of `name`, split at commas.
std::vector<std::string> values_in_query(const Request& request, std::string_view name);

template <class Parse>
auto words_in_query(const Request& request, std::string_view name, Parse parse, std::string_view words)
    -> domain::Result<std::vector<typename decltype(parse(std::string_view()))::value_type>> {
  std::vector<typename decltype(parse(std::string_view()))::value_type> values;
  for (const std::string& text : values_in_query(request, name)) {
    const auto value = parse(text);
    if (!value) {
      return domain::refuse(domain::RefusalCode::invalid,
                            "`" + std::string(name) + "` is one of: " + std::string(words) + ".",
                            "/" + std::string(name));
    }
    if (std::find(values.begin(), values.end(), *value) == values.end()) values.push_back(*value);
  }
  return values;
}

/// `true` or `false`; absent: false.
domain::Result<bool> flag_in_query(const Request& request, std::string_view name);

/// An RFC 3339 instant in UTC, or a day (in UTC).
enum class DayMeans : bool { its_beginning, its_end };
domain::Result<std::optional<domain::Instant>> instant_in_query(const Request& request, std::string_view name,
                                                                DayMeans day_means);

domain::Refusal foreign_cursor();

}  // namespace formulary::api
