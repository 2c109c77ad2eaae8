#include "service/cli/breached_passwords.hpp"

#include <fstream>

#include <fmt/format.h>

#include "service/cli/command.hpp"
#include "service/usecases/manage_people.hpp"

namespace formulary::cli {
namespace {

constexpr std::size_t most_lines = 10'000'000;

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

}  // namespace

BreachedPasswords::BreachedPasswords(const std::string& file) {
  if (file.empty()) return;
  std::ifstream in(file);
  if (!in) throw Failure{usage, fmt::format("The list of breached passwords `{}` cannot be read.", printable(file))};
  std::size_t lines = 0;
  for (std::string line; std::getline(in, line);) {
    if (++lines > most_lines) {
      throw Failure{usage, fmt::format("The list `{}` has more than {} lines. Give the most frequent ones.",
                                       printable(file), most_lines)};
    }
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (usecases::check_password(line)) passwords_.insert(lower_case(line));  // the others cannot be set anyway
  }
}

bool BreachedPasswords::has(std::string_view password) const { return passwords_.contains(lower_case(password)); }

}  // namespace formulary::cli
