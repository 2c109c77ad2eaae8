#include "service/domain/common_password.hpp"

#include <algorithm>
#include <string>

namespace formulary::domain {
namespace {

// Words that are repeated or lengthened by digits and signs to reach the least length. Their letters are compared.
constexpr std::string_view stems[] = {
    "password", "passwort",      "passw0rd", "p@ssword", "p@ssw0rd",    "motdepasse", "contrasena", "wachtwoord",
    "qwerty",   "qwertz",        "azerty",   "asdfgh",   "letmein",     "welcome",    "willkommen", "changeme",
    "admin",    "administrator", "root",     "hospital", "krankenhaus", "clinic",     "klinik",     "formulary",
    "doctor",   "nurse",         "medicine", "iloveyou", "football",    "superman",   "princess",   "sunshine",
    "dragon",   "monkey",        "baseball", "master",   "shadow",      "trustno1",   "starwars",   "whatever",
    "summer",   "winter",        "spring",   "autumn",   "computer",    "internet",   "secret",     "default",
};

constexpr std::string_view rows[] = {
    "abcdefghijklmnopqrstuvwxyz",   "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "q1w2e3r4t5z6u7i8o9p0", "q1w2e3r4t5y6u7i8o9p0",       "98765432109876543210"};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') letters += c;
  }
  return letters;
}

/// The stem, perhaps several times, with digits and signs anywhere.
bool is_lengthened(std::string_view text, std::string_view stem) {
  const std::string letters = letters_of(text), wanted = letters_of(stem);
  if (letters.empty() || wanted.empty()) return false;
  std::string_view rest = letters;
  while (rest.starts_with(wanted)) rest.remove_prefix(wanted.size());
  return rest.empty();
}

/// A piece of at most four characters again and again.
bool is_repetition(std::string_view text) {
  for (std::size_t period = 1; period <= 4 && period * 2 <= text.size(); ++period) {
    bool repeats = true;
    for (std::size_t i = period; i < text.size() && repeats; ++i) repeats = text[i] == text[i - period];
    if (repeats) return true;
  }
  return false;
}

}  // namespace

bool is_common_password(std::string_view password, std::string_view login) {
  const std::string lower = lower_case(password);
  const auto stem = [&](std::string_view one) { return is_lengthened(lower, one); };
  const auto in_row = [&](std::string_view row) { return row.find(lower) != std::string_view::npos; };
  return is_repetition(lower) || std::ranges::any_of(rows, in_row) || std::ranges::any_of(stems, stem) ||
         stem(lower_case(login));
}

}  // namespace formulary::domain
