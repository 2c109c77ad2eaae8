#include "service/io/datasets/dates.hpp"

#include <array>
#include <string>
#include <vector>

#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::Day;

constexpr int first_year = 1900, last_year = 2100;

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits.substr(0, 8)) value = value * 10 + (digit - '0');
  return value;
}

std::optional<Day> day_of(int year, int month, int day) {
  const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (year < first_year || year > last_year || !date.ok()) return std::nullopt;
  return Day(date);
}

/// `JAN` ... `DEC`, or longer; 0: no month.
int month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> names = {"JANUARY",   "FEBRUARY", "MARCH",    "APRIL",
                                                      "MAY",       "JUNE",     "JULY",     "AUGUST",
                                                      "SEPTEMBER", "OCTOBER",  "NOVEMBER", "DECEMBER"};
  const std::string name = upper(word);
  if (name.size() < 3) return 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].starts_with(name)) return static_cast<int>(i) + 1;
  }
  return 0;
}

/// Runs of digits and runs of letters.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t place = 0;
  const auto kind = [](char letter) {
    if (is_digit(letter)) return 1;
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ? 2 : 0;
  };
  while (place < text.size() && parts.size() < 4) {
    const int is = kind(text[place]);
    std::size_t end = place + 1;
    while (end < text.size() && kind(text[end]) == is) ++end;
    if (is != 0) parts.push_back(text.substr(place, end - place));
    place = end;
  }
  return parts;
}

/// Days since 1899-12-30, with the time as a fraction (ECMA-376 part 1, 18.17.4.1): 1954 to 2100, lest a bare number
/// becomes a day.
std::optional<Day> from_serial(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find('.'));
  if (whole.size() != 5 || !all_digits(whole)) return std::nullopt;
  if (whole.size() < text.size() && !all_digits(text.substr(whole.size() + 1))) return std::nullopt;
  const int days = number(whole);
  if (days < 20000 || days > 73415) return std::nullopt;
  constexpr Day zero = std::chrono::year(1899) / 12 / 30;
  return zero + std::chrono::days(days);
}

}  // namespace

std::optional<Day> read_day(std::string_view text, Order order) {
  text = trim(text);
  if (text.size() > 40) return std::nullopt;
  if (all_digits(text) && text.size() == 8) {
    return day_of(number(text.substr(0, 4)), number(text.substr(4, 2)), number(text.substr(6, 2)));
  }
  if (const auto day = from_serial(text)) return day;
  const std::vector<std::string_view> parts = parts_of(text);
  if (parts.size() < 3) return std::nullopt;
  if (all_digits(parts[0]) && all_digits(parts[1]) && all_digits(parts[2])) {
    if (parts[0].size() == 4) return day_of(number(parts[0]), number(parts[1]), number(parts[2]));
    if (parts[2].size() != 4 || parts[0].size() > 2 || parts[1].size() > 2) return std::nullopt;
    const int first = number(parts[0]), second = number(parts[1]), year = number(parts[2]);
    const auto month_first = day_of(year, first, second), day_first = day_of(year, second, first);
    if (order == Order::month_first) return month_first ? month_first : day_first;
    return day_first ? day_first : month_first;
  }
  if (parts[2].size() != 4 || !all_digits(parts[2])) return std::nullopt;
  if (const int month = month_named(parts[1]); month != 0 && all_digits(parts[0]) && parts[0].size() <= 2) {
    return day_of(number(parts[2]), month, number(parts[0]));
  }
  if (const int month = month_named(parts[0]); month != 0 && all_digits(parts[1]) && parts[1].size() <= 2) {
    return day_of(number(parts[2]), month, number(parts[1]));
  }
  return std::nullopt;
}

}  // namespace formulary::io::datasets
