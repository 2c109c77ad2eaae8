// What follows from a recall that touches a tool: one table of tier, severity and version scope. Automation may
// escalate and never clears: a version that seems not affected, and a recall that has ended, still wait for a person.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "service/domain/recalls/recall.hpp"
#include "service/domain/recalls/version_scope.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

/// How sure it is that the notice is about the tool. In order of strength.
enum class RecallTier : std::uint8_t {
  c,        ///< counted, nothing else
  b,        ///< a person decides
  a_minus,  ///< as A where the recall is grave, else as B
  a,        ///< acts at once
};
std::string_view to_text(RecallTier tier);
/// A or B for A-.
RecallTier effective_tier(RecallTier tier, RecallSeverity severity);

/// In order of severity.
enum class RecallAction : std::uint8_t {
  count,                ///< shown on the entry
  queue,                ///< a person looks; procurement as the policy says
  confirm,              ///< nothing is suspended; a person confirms that the version is not affected
  flag,                 ///< procurement goes on with a warning
  hold,                 ///< procurement answers "hold" until a person has decided
  suspend_procurement,  ///< nothing new is bought
  suspend,              ///< procurement denied, deployments flagged
};
std::string_view to_text(RecallAction action);
std::optional<RecallAction> parse_recall_action(std::string_view text);

enum class DayCount : std::uint8_t { none, calendar, working };

struct RecallConsequence {
  RecallAction action = RecallAction::count;
  int days = 0;  ///< until a person must have decided
  DayCount count = DayCount::none;

  bool operator==(const RecallConsequence&) const = default;
};

/// For an effective tier.
RecallConsequence consequence(RecallTier tier, RecallSeverity severity, VersionScope scope);

/// Working days are Monday to Friday. Nothing: no deadline.
std::optional<Day> due_day(const RecallConsequence& consequence, Day today);

/// Of the rules in this file and in match_recall; stored with every match.
inline constexpr std::string_view recall_rules_version = "recall-rules-2";

}  // namespace formulary::domain
