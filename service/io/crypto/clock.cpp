#include "service/io/crypto/clock.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <stdexcept>

namespace formulary::io::crypto {
namespace {

/// A name of the time zone database: letters, digits and `_+-`, in parts divided by single slashes.
bool is_zone_name(const std::string& name) {
  const bool letters = std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
           c == '+' || c == '-';
  });
  return !name.empty() && letters && name.front() != '/' && name.find("//") == std::string::npos;
}

}  // namespace

Clock::Clock(const std::string& time_zone) : utc_(time_zone == "UTC") {
  if (utc_) return;
  const auto file = std::filesystem::path("/usr/share/zoneinfo") / time_zone;
  if (!is_zone_name(time_zone) || !std::filesystem::is_regular_file(file)) {
    throw std::invalid_argument("The system does not know the time zone \"" + time_zone +
                                "\". Use a name such as Europe/Berlin or America/New_York, and install the package "
                                "tzdata if it is missing.");
  }
  ::setenv("TZ", (":" + file.string()).c_str(), 1);
  ::tzset();
}

domain::Present Clock::present() const {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t now = std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
  std::int64_t latest = latest_.load();
  while (latest < now && !latest_.compare_exchange_weak(latest, now)) {
  }
  const domain::Instant instant{std::max(latest, now)};
  return {.now = instant, .today = day_of(instant)};
}

domain::Day Clock::day_of(domain::Instant instant) const {
  const std::chrono::sys_time<std::chrono::milliseconds> point{std::chrono::milliseconds(instant.ms)};
  if (utc_) return std::chrono::floor<std::chrono::days>(point);
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(point).time_since_epoch().count();
  std::tm local{};
  if (::localtime_r(&seconds, &local) == nullptr) throw std::runtime_error("The clock gives no day.");
  const std::chrono::year_month_day date(std::chrono::year(local.tm_year + 1900),
                                         std::chrono::month(static_cast<unsigned>(local.tm_mon + 1)),
                                         std::chrono::day(static_cast<unsigned>(local.tm_mday)));
  return domain::Day(date);
}

}  // namespace formulary::io::crypto
