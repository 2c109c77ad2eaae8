// A Finding is what a rule concludes from facts. Findings are derived: they are computed whenever they are asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/time.hpp"

namespace formulary::domain {

/// From worst to mildest. `ask` is a question that only a person can answer.
enum class Severity : std::uint8_t { block, high, warn, ask, info };

std::string_view to_text(Severity severity);
std::optional<Severity> parse_severity(std::string_view text);

struct Finding {
  std::string rule;  ///< id: `AND-MAN-001`
  Severity severity = Severity::info;
  std::string title;                  ///< the rule's
  std::string subject;                ///< component, domain, entry; may be empty
  std::string sentence;               ///< what is so, for a nurse manager
  std::string would_pass;             ///< what would make it pass
  std::vector<std::string> evidence;  ///< locators
  bool waived = false;

  bool operator==(const Finding&) const = default;
};

/// A person's recorded, expiring reason to let a finding stand.
struct Waiver {
  std::string rule;
  std::string subject;
  std::string reason;
  Day expires;
};

}  // namespace formulary::domain
