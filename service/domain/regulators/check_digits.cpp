#include "service/domain/regulators/check_digits.hpp"

#include <algorithm>

namespace formulary::domain::check_digits {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// GS1 General Specifications, figure 7.11-1: the 82 characters in the order of their values.
constexpr std::string_view invariant =
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
static_assert(invariant.size() == 82);
constexpr std::string_view pair_letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
static_assert(pair_letters.size() == 32);
constexpr int primes[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83};

constexpr std::string_view hibc_characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
static_assert(hibc_characters.size() == 43);

}  // namespace

std::optional<char> gs1(std::string_view digits) {
  if (digits.empty() || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t value = static_cast<std::size_t>(digits[digits.size() - 1 - i] - '0');
    sum = (sum + value * (i % 2 == 0 ? 3 : 1)) % 10;
  }
  return static_cast<char>('0' + (10 - sum) % 10);
}

bool is_gs1(std::string_view digits) {
  return digits.size() > 1 && gs1(digits.substr(0, digits.size() - 1)) == digits.back();
}

std::optional<std::string> basic_udi(std::string_view body) {
  if (body.empty() || body.size() > std::size(primes)) return std::nullopt;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const std::size_t value = invariant.find(body[body.size() - 1 - i]);
    if (value == std::string_view::npos) return std::nullopt;
    sum += value * static_cast<std::size_t>(primes[i]);
  }
  sum %= 1021;
  return std::string{pair_letters[sum / 32], pair_letters[sum % 32]};
}

bool is_basic_udi(std::string_view text) {
  return text.size() > 2 && basic_udi(text.substr(0, text.size() - 2)) == text.substr(text.size() - 2);
}

std::optional<char> hibcc(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::size_t sum = 0;
  for (const char c : text) {
    const std::size_t value = hibc_characters.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    sum = (sum + value) % 43;
  }
  return hibc_characters[sum];
}

std::optional<char> pzn(std::string_view digits) {
  if (digits.size() != 7 || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * static_cast<int>(i + 1);
  if (sum % 11 == 10) return std::nullopt;
  return static_cast<char>('0' + sum % 11);
}

std::optional<std::string> ppn(std::string_view body) {
  if (body.empty() || body.size() > 20) return std::nullopt;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i) sum += static_cast<unsigned char>(body[i]) * (i + 2);
  sum %= 97;
  return std::string{static_cast<char>('0' + sum / 10), static_cast<char>('0' + sum % 10)};
}

}  // namespace formulary::domain::check_digits
