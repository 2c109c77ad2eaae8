// The readers behind udi.hpp, one file an agency, and what they share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/domain/udi/udi.hpp"

namespace formulary::domain::udi {

std::optional<Udi> read_gs1(std::string_view text);
std::optional<Udi> read_hibcc(std::string_view text);
std::optional<Udi> read_iccbba(std::string_view text);
std::optional<Udi> read_ifa(std::string_view text);

/// FNC1 within a bar code, as scanners send it.
inline constexpr char separator = '\x1d';

/// What is inside a message of ISO/IEC 15434 of this format (`05`, `06`): `[)>`, a separator, the format, a separator,
/// the data, and at the end two separators, which scanners leave out. Nothing where it is no such message.
std::optional<std::string_view> message_of(std::string_view text, std::string_view format);

bool is_digits(std::string_view text);
bool is_capital_or_digit(std::string_view text);

/// Digits of at most nine; 0 where there is another character.
int number(std::string_view digits);

/// Two-digit years: what is past 76 was last century, which is GS1's rule (General Specifications, section 7.12) in
/// this decade.
int year_of(int two_digits);

/// Nothing where the day does not exist. Day 0 is the last of the month.
std::optional<Day> day_of(int year, int month, int day);
/// The `ordinal`-th day of the year.
std::optional<Day> day_of(int year, int ordinal);
/// `YYMMDD`.
std::optional<Day> day_of_six(std::string_view digits);

/// Sets the date, or remarks that there is no such day.
void set(std::optional<Day>& date, std::optional<Day> read, std::string_view name, std::string_view text, Udi& udi);

}  // namespace formulary::domain::udi
