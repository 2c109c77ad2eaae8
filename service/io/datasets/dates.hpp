// Days as authorities print them: 09/29/2025 (month first, as FDA), 2025-09-29 with or without a time, 20250929,
// 29 September 2025 and 29-SEP-2025, and the serial numbers of spreadsheets (45929). A day that does not exist is none;
// nor is one before 1900 or after 2100 (a certificate in the data ends in 2202).
#pragma once

#include <optional>
#include <string_view>

#include "service/domain/time.hpp"

namespace formulary::io::datasets {

enum class Order : std::uint8_t { month_first, day_first };

/// `order`: of numbers with slashes or dots. Where only one order gives a day, that one counts.
std::optional<domain::Day> read_day(std::string_view text, Order order = Order::month_first);

}  // namespace formulary::io::datasets
