// The system's clock, made fit for records: it never goes back within a process, and it knows the hospital's days.
#pragma once

#include <atomic>
#include <string>

#include "service/domain/time.hpp"

namespace formulary::io::crypto {

class Clock {
 public:
  /// `time_zone` as the time zone database names it. Sets the zone of the process, so it is made once, before other
  /// threads start. Throws std::invalid_argument for a zone that the system does not know.
  explicit Clock(const std::string& time_zone);

  domain::Present present() const;

 private:
  domain::Day day_of(domain::Instant instant) const;

  bool utc_;
  mutable std::atomic<std::int64_t> latest_ = 0;
};

}  // namespace formulary::io::crypto
