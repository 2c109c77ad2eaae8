#include "service/domain/time.hpp"

#include <algorithm>

namespace formulary::domain {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr Day first_day = Day(std::chrono::year(1900) / 1 / 1);
constexpr Day last_day = Day(std::chrono::year(9999) / 12 / 31);

constexpr std::int64_t ms_of(Day day) { return std::int64_t{day.time_since_epoch().count()} * day_ms; }

void put(std::string& out, std::int64_t value, int width) {
  std::string digits = std::to_string(value);
  out.append(static_cast<std::size_t>(std::max<int>(0, width - static_cast<int>(digits.size()))), '0');
  out += digits;
}

/// Reads fixed-width fields from the front of a text; once something does not fit, everything after it fails too.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  int number(std::size_t width) {
    if (rest_.size() < width) return fail();
    int value = 0;
    for (char c : rest_.substr(0, width)) {
      if (c < '0' || c > '9') return fail();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(width);
    return value;
  }

  void expect(char wanted) {
    if (!take(wanted)) fail();
  }

  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// `.123456` as milliseconds, cut, not rounded; one to nine digits.
  int fraction() {
    int value = 0;
    int count = 0;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      if (count < 3) value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
      ++count;
    }
    if (count == 0 || count > 9) return fail();
    for (; count < 3; ++count) value *= 10;
    return value;
  }

  bool done() const { return !failed_ && rest_.empty(); }

 private:
  int fail() {
    failed_ = true;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

/// full-date = date-fullyear "-" date-month "-" date-mday (RFC 3339 section 5.6)
std::optional<Day> read_day(Reader& reader) {
  const int year = reader.number(4);
  reader.expect('-');
  const int month = reader.number(2);
  reader.expect('-');
  const int day = reader.number(2);
  const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (year < 1900 || !date.ok()) return std::nullopt;
  return Day(date);
}

}  // namespace

std::string to_text(Day day) {
  const std::chrono::year_month_day date(std::clamp(day, first_day, last_day));
  std::string out;
  put(out, static_cast<int>(date.year()), 4);
  out += '-';
  put(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  put(out, static_cast<unsigned>(date.day()), 2);
  return out;
}

std::optional<Day> parse_day(std::string_view text) {
  Reader reader(text);
  const std::optional<Day> day = read_day(reader);
  return reader.done() ? day : std::nullopt;
}

std::string to_rfc3339(Instant instant) {
  const std::int64_t ms = std::clamp(instant.ms, ms_of(first_day), ms_of(last_day) + day_ms - 1);
  const Day day = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(ms)));
  const std::int64_t rest = ms - ms_of(day);
  std::string out = to_text(day);
  out += 'T';
  put(out, rest / 3'600'000, 2);
  out += ':';
  put(out, rest / 60'000 % 60, 2);
  out += ':';
  put(out, rest / 1'000 % 60, 2);
  out += '.';
  put(out, rest % 1'000, 3);
  out += 'Z';
  return out;
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  Reader reader(text);
  // date-time = full-date "T" partial-time time-offset
  const std::optional<Day> day = read_day(reader);
  if (!reader.take('t')) reader.expect('T');
  const int hour = reader.number(2);
  reader.expect(':');
  const int minute = reader.number(2);
  reader.expect(':');
  const int second = reader.number(2);
  const int ms = reader.take('.') ? reader.fraction() : 0;
  // time-offset = "Z" / ("+" / "-") time-hour ":" time-minute
  int offset = 0;
  if (!reader.take('Z') && !reader.take('z')) {
    const bool west = reader.take('-');
    if (!west) reader.expect('+');
    const int hours = reader.number(2);
    reader.expect(':');
    const int minutes = reader.number(2);
    if (hours > 23 || minutes > 59) return std::nullopt;
    offset = (west ? -1 : 1) * (hours * 60 + minutes);
  }
  // A leap second (60) has no place on the scale of Instant.
  if (!reader.done() || !day || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return Instant{ms_of(*day) + (std::int64_t{hour} * 60 + minute - offset) * 60'000 + second * 1'000 + ms};
}

}  // namespace formulary::domain
