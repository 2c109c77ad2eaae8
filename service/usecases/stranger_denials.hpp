// What strangers are refused is in the audit log as well, but not without a bound: whoever has no account could make
// the log grow by asking again and again. Of each address the first refusals of a minute are accounted for one by one,
// those after them together, a minute later. Kept in memory, and bounded: where too many addresses come at once, those
// that find no place are counted as one.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/audit.hpp"

namespace formulary::usecases {

class StrangerDenials {
 public:
  static constexpr int most_a_minute = 20;  ///< of one address, accounted for one by one

  /// The limit is for tests.
  explicit StrangerDenials(std::size_t most_addresses = 10'000) : most_addresses_(most_addresses) {}

  /// Counts a refusal by where it comes from. Gives it back when it is to be accounted for by itself.
  std::optional<domain::AuditEntry> count(domain::AuditEntry entry);

  /// True when this address was refused so often that what costs much is not done for it before the minute is over.
  bool is_too_many(std::string_view remote, domain::Instant now);

  /// The entries for all that was only counted. To be asked for now and then.
  std::vector<domain::AuditEntry> due(domain::Instant now);

 private:
  struct Address {
    std::string remote;
    domain::Instant since;
    int refused = 0;
  };
  static bool is_over(const Address& address, domain::Instant now);

  const std::size_t most_addresses_;
  std::mutex mutex_;
  std::map<std::string, Address, std::less<>> addresses_;  ///< by what counts as one visitor; empty: all the others
};

}  // namespace formulary::usecases
