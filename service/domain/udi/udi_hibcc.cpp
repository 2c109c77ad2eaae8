// ANSI/HIBC 2.6, Health Industry Bar Code Supplier Labeling Standard: section 2.2 for primary and secondary data
// structures and both in one code, 2.3.2 for what supplements them, appendix B for the check character, table F1 for
// the forms of dates and amounts.
#include <algorithm>

#include "service/domain/regulators/check_digits.hpp"
#include "service/domain/udi/udi_parts.hpp"

namespace formulary::domain::udi {
namespace {

/// Labeler identification (a letter, three characters), the labeler's own number (1 to 18), unit of measure (a digit).
bool is_device(std::string_view text) {
  return text.size() >= 6 && text.size() <= 23 && is_capital_or_digit(text) && text[0] >= 'A' && text.back() <= '9';
}

/// What is left without the check character. It may be a space, which is lost at the end of a text, or `_` in its
/// place.
std::string_view checked(std::string_view text, Udi& udi) {
  if (text.size() < 2) return text;
  std::string_view body = text.substr(0, text.size() - 1);
  const char last = text.back() == '_' ? ' ' : text.back();
  const auto expected = check_digits::hibcc(body);
  if (expected == last) return body;
  if (check_digits::hibcc(text) == ' ') return text;
  if (!expected) {
    udi.remarks.emplace_back("It holds a character that HIBC codes do not have.");
  } else {
    udi.remarks.push_back(std::string("The check character of this HIBC code should be `") + *expected + "`.");
  }
  return body;
}

/// Dates of a secondary structure, by the digit in front; nothing: there is none of that kind.
struct DateForm {
  char flag;
  std::size_t digits;
};
constexpr DateForm date_forms[] = {{'2', 6}, {'3', 6}, {'4', 8}, {'5', 5}, {'6', 7}, {'7', 0}};

std::optional<Day> date_of(char flag, std::string_view digits) {
  if (!digits.empty() && !is_digits(digits)) return std::nullopt;
  switch (flag) {
    case '2':  // MMDDYY
      return day_of(year_of(number(digits.substr(4))), number(digits.substr(0, 2)), number(digits.substr(2, 2)));
    case '3':
    case '4':  // YYMMDD, YYMMDDHH
      return day_of_six(digits.substr(0, 6));
    default:  // YYJJJ, YYJJJHH
      return day_of(year_of(number(digits.substr(0, 2))), number(digits.substr(2, 3)));
  }
}

/// `$$` and what follows: an amount (8QQ, 9QQQQQ), a date by its flag or as MMYY, and a lot or serial number.
std::string_view take_date(std::string_view text, Udi& udi) {
  const bool amount = text.starts_with('8') || text.starts_with('9');
  if (amount) text.remove_prefix(std::min<std::size_t>(text[0] == '8' ? 3 : 6, text.size()));
  if (text.empty()) return text;
  const auto form = std::ranges::find(date_forms, text[0], &DateForm::flag);
  if (form == std::end(date_forms)) {
    const std::string_view month = text.substr(0, 4);
    const bool given = month.size() == 4 && is_digits(month);
    if (!given && amount) {  // some makers leave out the 7 that says that no date follows
      udi.remarks.emplace_back("Where a date should be said to be missing, the lot or serial number begins.");
      return text;
    }
    set(udi.expires, given ? day_of(year_of(number(month.substr(2))), number(month.substr(0, 2)), 0) : std::nullopt,
        "date of expiry", month, udi);
    return text.substr(month.size());
  }
  text.remove_prefix(1);
  const std::string_view digits = text.substr(0, form->digits);
  if (form->digits != 0) {
    set(udi.expires, digits.size() == form->digits ? date_of(form->flag, digits) : std::nullopt, "date of expiry",
        digits, udi);
  }
  return text.substr(digits.size());
}

void read_secondary(std::string_view text, Udi& udi) {
  bool first = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('/'), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (part.starts_with("$$+")) {
      udi.serial = take_date(part.substr(3), udi);
    } else if (part.starts_with("$$")) {
      udi.lot = take_date(part.substr(2), udi);
    } else if (part.starts_with("$+")) {
      udi.serial = part.substr(2);
    } else if (part.starts_with('$')) {
      udi.lot = part.substr(1);
    } else if (first && part.size() >= 5 && is_digits(part.substr(0, 5))) {
      set(udi.expires, date_of('5', part.substr(0, 5)), "date of expiry", part.substr(0, 5), udi);
      udi.lot = part.substr(5);
    } else if (part.starts_with("14D") || part.starts_with("16D")) {  // YYYYMMDD
      const std::string_view digits = part.substr(3);
      const auto day = digits.size() == 8 && is_digits(digits)
                           ? day_of(number(digits.substr(0, 4)), number(digits.substr(4, 2)), number(digits.substr(6)))
                           : std::nullopt;
      if (part[1] == '4')
        set(udi.expires, day, "date of expiry", digits, udi);
      else
        set(udi.manufactured, day, "date of manufacture", digits, udi);
    } else if (part.starts_with('S')) {
      udi.serial = part.substr(1);
    }
    first = false;
  }
}

/// Does a further code begin here: `+$`, `+` and a date of the old form, `+S`, `+16D`?
bool begins_further(std::string_view text) {
  return text.size() > 2 && text[0] == '+' && (text[1] == '$' || text[1] == 'S' || is_digits(text.substr(1, 1)));
}

/// Where the first code ends: before a blank, or where a further code begins behind a check character that is right.
/// The
/// `+` of `$+` and `$$+`, which mean a serial number, begins none.
std::size_t end_of_code(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text.substr(at).starts_with(" +")) return at;
    const bool qualifier = text[at - 1] == '$' && at > 1 && std::string_view("$/+").contains(text[at - 2]);
    if (at > 2 && !qualifier && begins_further(text.substr(at)) &&
        check_digits::hibcc(text.substr(0, at - 1)) == text[at - 1]) {
      return at;
    }
  }
  return text.size();
}

/// A code beside the first one. In front of its check character it repeats that of the first code.
void read_further(std::string_view code, std::optional<char> link, Udi& udi) {
  if (!begins_further(code)) {
    udi.remarks.emplace_back("What stands behind the code is no second code.");
    return;
  }
  const std::string_view data = checked(code, udi).substr(1);
  if (link != (data.back() == '_' ? ' ' : data.back())) {
    udi.remarks.emplace_back("The second code belongs to another first code.");
  } else {
    read_secondary(data.substr(0, data.size() - 1), udi);
  }
}

}  // namespace

std::optional<Udi> read_hibcc(std::string_view text) {
  Udi udi;
  udi.agency = IssuingAgency::hibcc;
  std::string code(text);
  std::erase(code, '*');  // printed around, where the code is shown to people
  if (!code.starts_with('+')) {
    if (!is_device(code)) return std::nullopt;
    udi.device = std::move(code);
    return udi;
  }
  const std::string_view whole = code;
  const std::string_view first = whole.substr(0, end_of_code(whole));
  const std::string_view body = checked(first, udi).substr(1);
  const std::string_view primary = body.substr(0, body.find('/'));
  if (is_device(primary)) {
    udi.device = primary;
  } else if (is_device(first.substr(1))) {
    udi.device = first.substr(1);
    udi.remarks = {"The check character of this HIBC code is missing."};
  } else {
    return std::nullopt;
  }
  if (body.size() > primary.size()) read_secondary(body.substr(primary.size() + 1), udi);

  const auto link = check_digits::hibcc("+" + std::string(body));
  std::string_view rest = whole.substr(first.size());
  while (!rest.empty()) {
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (rest.empty()) break;
    const std::string_view further = rest.substr(0, end_of_code(rest));
    read_further(further, link, udi);
    rest.remove_prefix(further.size());
  }
  return udi;
}

}  // namespace formulary::domain::udi
