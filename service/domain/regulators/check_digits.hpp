// Check digits of the numbers that products carry. They find what was mistyped, and nothing else: a number with the
// right digits may still be nobody's. Of 49,999 registered GTINs nine are wrong, so a wrong digit is a remark, not a
// refusal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formulary::domain::check_digits {

/// GS1 General Specifications, section 7.9.1: weights 3, 1, 3 ... from the right. `digits` without the check digit.
/// Nothing where there is another character than a digit.
std::optional<char> gs1(std::string_view digits);
/// The last digit is the right one.
bool is_gs1(std::string_view digits);

/// The pair of a Basic UDI-DI: GS1 General Specifications, section 7.9.5 (Global Model Number); modulo 1021 with prime
/// weights from the right. `body` without the pair; HIBCC's begin with `++`, which counts. Nothing where a character is
/// not of GS1's 82, or the body is empty or longer than 23.
std::optional<std::string> basic_udi(std::string_view body);
/// The last two characters are the right ones. Case counts.
bool is_basic_udi(std::string_view text);

/// HIBC Supplier Labeling Standard (ANSI/HIBC 2.6), appendix B: modulo 43 over everything before the check character,
/// the leading `+` included. Nothing where a character is not of its 43.
std::optional<char> hibcc(std::string_view text);

/// Pharmazentralnummer, seven digits without the check digit: modulo 11, weights 1 to 7. Nothing where the result is
/// 10, which is never given out.
std::optional<char> pzn(std::string_view digits);

/// IFA's Pharmacy Product Number: modulo 97 over the ASCII values, weights from 2. `body` without the two digits.
std::optional<std::string> ppn(std::string_view body);

}  // namespace formulary::domain::check_digits
