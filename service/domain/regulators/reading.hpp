// What readers of numbers share. People paste numbers out of letters and web pages: in lower case, with spaces, with
// typographic dashes, with the name of the number in front. What is taken away is taken away until nothing is left to
// take, so that reading a number that was read gives the same number.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "service/domain/regulators/regulator.hpp"

namespace formulary::domain::reading {

/// No number is longer than this; what is, is refused unread.
inline constexpr std::size_t longest = 255;

/// Dashes and spaces of Unicode become those of ASCII; letters of ASCII become upper case; spaces around and double
/// ones go. Empty for what is too long or holds control characters.
std::string tidy(std::string_view text);

/// The same, but letters keep their case.
std::string plain(std::string_view text);

/// `tidy`, without any space and dash.
std::string compact(std::string_view text);

/// Without the given words and the punctuation `: # . =` at its beginning, in any order and number.
std::string without(std::string text, std::initializer_list<std::string_view> words);

/// Whether the text has the shape: `#` a digit, `@` a letter A-Z, `*` a letter or digit, anything else itself.
bool fits(std::string_view text, std::string_view shape);

bool all_digits(std::string_view text);

/// FDA's numbers name the year in two digits. The Medical Device Amendments are of 1976, so 76 and above are 19xx.
int year_of_two_digits(std::string_view two);

/// Names or holds a number that only registers a company, compacted: `DEMF000012991`, `CHRNMF23456789`,
/// `FEI3006556115`.
bool registers_a_company(std::string_view compacted);

/// A reference without a common grammar: a certificate, a decree. Printable ASCII without spaces, at least one digit.
/// Nothing for a number that only registers a company: it would be a certificate of nothing.
std::optional<std::string> reference(std::string_view text);

}  // namespace formulary::domain::reading
