#include "service/domain/udi/udi.hpp"

#include <algorithm>
#include <utility>

#include "service/domain/regulators/check_digits.hpp"
#include "service/domain/udi/udi_parts.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<IssuingAgency> agencies[] = {
    {IssuingAgency::gs1, "gs1"},
    {IssuingAgency::hibcc, "hibcc"},
    {IssuingAgency::iccbba, "iccbba"},
    {IssuingAgency::ifa, "ifa"},
};

/// How people and programs write what cannot be seen: FNC1, and the frame of ASC MH10 messages.
constexpr std::pair<std::string_view, std::string_view> unseen[] = {
    {"<GS>", "\x1d"}, {"{GS}", "\x1d"},         {"\xe2\x90\x9d", "\x1d"}, {"<RS>", "\x1e"},
    {"{RS}", "\x1e"}, {"\xe2\x90\x9e", "\x1e"}, {"<EOT>", "\x04"},        {"\xc2\xa0", " "},
};

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

/// `]d1` and the like, which scanners put in front of what they read (ISO/IEC 15424): of those that are not GS1's own
/// nothing follows.
bool is_symbology(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  if (text.size() < 3 || text[0] != ']' || !letter(text[1])) return false;
  if (!letter(text[2]) && (text[2] < '0' || text[2] > '9')) return false;
  constexpr std::string_view gs1[] = {"]d2", "]C1", "]Q3", "]e0", "]J1"};
  return std::ranges::find(gs1, text.substr(0, 3)) == std::end(gs1);
}

/// Nothing but printable ASCII and separators; no space around, except where a scanner sent one as last character.
std::optional<std::string> clean(std::string_view text) {
  if (text.size() > longest_udi) return std::nullopt;
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const auto known =
        std::ranges::find_if(unseen, [&](const auto& entry) { return text.substr(i).starts_with(entry.first); });
    if (known != std::end(unseen)) {
      result += known->second;
      i += known->first.size();
      continue;
    }
    const char c = text[i++];
    const bool blank = c == '\n' || c == '\r' || c == '\t';
    const bool allowed = blank || c == '\x1d' || c == '\x1e' || c == '\x04' || (c >= ' ' && c <= '~');
    if (!allowed) return std::nullopt;
    result += blank ? ' ' : c;
  }
  const std::size_t first = result.find_first_not_of(' ');
  if (first == std::string::npos) return std::nullopt;
  result.erase(0, first);
  while (result.back() == ' ') result.pop_back();
  if (is_symbology(result)) result.erase(0, 3);
  if (result.empty()) return std::nullopt;
  // "UDI: ...", as labels and recall notices write it.
  for (const std::string_view word : {"UDI-DI", "UDI", "GTIN-14", "GTIN", "HIBC", "PPN"}) {
    if (!result.starts_with(word)) continue;
    const std::size_t start = result.find_first_not_of(" :", word.size());
    if (start != std::string::npos && start > word.size()) {
      result.erase(0, start);
      break;
    }
  }
  return result;
}

/// A number of 12 digits could be GS1's or IFA's: the check digits tell, and in doubt it is GS1's.
bool looks_like_ppn(std::string_view text) {
  if (text.size() != 12 || !udi::is_digits(text) || !text.starts_with("11") || check_digits::is_gs1(text)) return false;
  return check_digits::ppn(text.substr(0, 10)) == text.substr(10);
}

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_address(std::string_view text) { return upper(text.substr(0, 4)) == "HTTP"; }

IssuingAgency agency_of(std::string_view text) {
  if (text.starts_with("=/") || text.starts_with("=)") || text.starts_with("=+")) return IssuingAgency::iccbba;
  if (udi::message_of(text, "05")) return IssuingAgency::gs1;
  if (text.starts_with("[)>") || text.starts_with("9N") || looks_like_ppn(text)) return IssuingAgency::ifa;
  if (text.starts_with('+') || text.starts_with("*+")) return IssuingAgency::hibcc;
  return is_letter(text[0]) && !is_address(text) ? IssuingAgency::hibcc : IssuingAgency::gs1;
}

}  // namespace

std::string_view to_text(IssuingAgency agency) { return word_of(agencies, agency); }
std::optional<IssuingAgency> parse_issuing_agency(std::string_view text) { return value_of(agencies, text); }

std::optional<Udi> read_udi(std::string_view text) {
  const auto cleaned = clean(text);
  if (!cleaned) return std::nullopt;
  return read_udi(text, agency_of(*cleaned));
}

std::optional<Udi> read_udi(std::string_view text, IssuingAgency agency) {
  const auto cleaned = clean(text);
  if (!cleaned) return std::nullopt;
  switch (agency) {  // only GS1 has small letters
    case IssuingAgency::gs1:
      return udi::read_gs1(*cleaned);
    case IssuingAgency::hibcc:
      return udi::read_hibcc(upper(*cleaned));
    case IssuingAgency::iccbba:
      return udi::read_iccbba(upper(*cleaned));
    case IssuingAgency::ifa:
      return udi::read_ifa(upper(*cleaned));
  }
  return std::nullopt;
}

namespace udi {

std::optional<std::string_view> message_of(std::string_view text, std::string_view format) {
  if (!text.starts_with("[)>")) return std::nullopt;
  text.remove_prefix(3);
  if (text.starts_with('\x1e')) text.remove_prefix(1);
  if (!text.starts_with(format)) return std::nullopt;
  text.remove_prefix(format.size());
  while (!text.empty() && (text.back() == '\x1e' || text.back() == '\x04')) text.remove_suffix(1);
  return text;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_capital_or_digit(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

int number(std::string_view digits) {
  if (digits.size() > 9 || !is_digits(digits)) return 0;
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

int year_of(int two_digits) { return two_digits > 76 ? 1900 + two_digits : 2000 + two_digits; }

std::optional<Day> day_of(int year, int month, int day) {
  using namespace std::chrono;
  const std::chrono::year y(year);
  const std::chrono::month m(static_cast<unsigned>(month));
  if (!m.ok()) return std::nullopt;
  const year_month_day date = day == 0 ? year_month_day(y / m / last) : y / m / static_cast<unsigned>(day);
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

std::optional<Day> day_of(int year, int ordinal) {
  using namespace std::chrono;
  const std::chrono::year y(year);
  if (ordinal < 1 || ordinal > (y.is_leap() ? 366 : 365)) return std::nullopt;
  return sys_days(y / January / 1) + days(ordinal - 1);
}

std::optional<Day> day_of_six(std::string_view digits) {
  if (digits.size() != 6 || !is_digits(digits)) return std::nullopt;
  return day_of(year_of(number(digits.substr(0, 2))), number(digits.substr(2, 2)), number(digits.substr(4)));
}

void set(std::optional<Day>& date, std::optional<Day> read, std::string_view name, std::string_view text, Udi& udi) {
  if (!read) {
    udi.remarks.push_back("The " + std::string(name) + " " + std::string(text) + " is not a day.");
  } else if (date && *date != *read) {
    udi.remarks.push_back("The " + std::string(name) + " is given twice.");
  } else {
    date = read;
  }
}

}  // namespace udi

}  // namespace formulary::domain
