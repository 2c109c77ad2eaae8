// Who reads the audit log is accounted for in it, but not each time: a program that follows the log would make it grow
// by reading it. The first read of a person is accounted for at once, those of the minute after it together.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "service/domain/audit.hpp"

namespace formulary::usecases {

class LogReads {
 public:
  /// Counts a read. Gives the entry to account for, if one is due.
  std::optional<domain::AuditEntry> count(const domain::Actor& actor, domain::Instant now);

  /// The entries for reads that nobody followed by another one, a minute later. To be asked for now and then.
  std::vector<domain::AuditEntry> due(domain::Instant now);

 private:
  struct Reader {
    domain::Actor actor;    ///< as of the last read
    domain::Instant since;  ///< when it was last accounted for
    int reads = 0;          ///< since then
  };
  static bool is_due(const Reader& reader, domain::Instant now);
  static domain::AuditEntry settle(Reader& reader, domain::Instant now);

  std::mutex mutex_;
  std::map<std::string, Reader> readers_;  ///< by the person's id
};

}  // namespace formulary::usecases
