// The second place of the audit log: a file on another volume, or syslog. It gets every entry once and in order.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace formulary::usecases {

class AuditSink {
 public:
  virtual ~AuditSink() = default;

  struct End {
    std::int64_t sequence = 0;  ///< of the last entry that is there
    std::int64_t group = 0;     ///< the first entry of those that came together with it
    std::string entry;          ///< the last one; empty where it cannot be read back
  };
  /// Nothing when no entry is there.
  virtual std::optional<End> end() = 0;
  /// Entries from number `first` on. Throws when that is not the one behind the end, or they cannot be written; then
  /// none of them is there.
  virtual void write(std::int64_t first, std::span<const std::string> entries) = 0;
  /// The entries from `first` on, of the last group, did not happen after all.
  virtual void take_back(std::int64_t first) = 0;
};

}  // namespace formulary::usecases
