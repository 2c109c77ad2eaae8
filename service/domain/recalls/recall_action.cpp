#include "service/domain/recalls/recall_action.hpp"

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<RecallTier> tiers[] = {
    {RecallTier::a, "A"}, {RecallTier::a_minus, "A-"}, {RecallTier::b, "B"}, {RecallTier::c, "C"}};
constexpr Word<RecallAction> actions[] = {
    {RecallAction::count, "count"},     {RecallAction::queue, "queue"},
    {RecallAction::confirm, "confirm"}, {RecallAction::flag, "flag"},
    {RecallAction::hold, "hold"},       {RecallAction::suspend_procurement, "suspend_procurement"},
    {RecallAction::suspend, "suspend"},
};

enum class Gravity : std::uint8_t { grave, two, three, any };
enum class Reach : std::uint8_t { affected_or_unresolved, not_affected, any };

struct Row {
  RecallTier tier;
  Gravity gravity;
  Reach reach;
  RecallConsequence consequence;
};

/// The first row that fits counts.
constexpr Row table[] = {
    {RecallTier::a, Gravity::grave, Reach::affected_or_unresolved, {RecallAction::suspend, 1, DayCount::calendar}},
    {RecallTier::a,
     Gravity::two,
     Reach::affected_or_unresolved,
     {RecallAction::suspend_procurement, 3, DayCount::working}},
    {RecallTier::a, Gravity::three, Reach::any, {RecallAction::flag, 10, DayCount::working}},
    {RecallTier::a, Gravity::any, Reach::not_affected, {RecallAction::confirm, 0, DayCount::none}},
    {RecallTier::b, Gravity::grave, Reach::any, {RecallAction::hold, 1, DayCount::calendar}},
    {RecallTier::b, Gravity::two, Reach::any, {RecallAction::queue, 5, DayCount::calendar}},
    {RecallTier::b, Gravity::three, Reach::any, {RecallAction::queue, 0, DayCount::none}},
    {RecallTier::c, Gravity::any, Reach::any, {RecallAction::count, 0, DayCount::none}},
};

bool fits(Gravity gravity, RecallSeverity severity) {
  switch (gravity) {
    case Gravity::grave:
      return is_grave(severity);
    case Gravity::two:
      return severity == RecallSeverity::class_two;
    case Gravity::three:
      return severity == RecallSeverity::class_three;
    case Gravity::any:
      return true;
  }
  return true;
}

bool fits(Reach reach, VersionScope scope) {
  return reach == Reach::any || (reach == Reach::not_affected) == (scope == VersionScope::not_affected);
}

}  // namespace

std::string_view to_text(RecallTier tier) { return word_of(tiers, tier); }
std::string_view to_text(RecallAction action) { return word_of(actions, action); }
std::optional<RecallAction> parse_recall_action(std::string_view text) { return value_of(actions, text); }

RecallTier effective_tier(RecallTier tier, RecallSeverity severity) {
  if (tier != RecallTier::a_minus) return tier;
  return is_grave(severity) ? RecallTier::a : RecallTier::b;
}

RecallConsequence consequence(RecallTier tier, RecallSeverity severity, VersionScope scope) {
  tier = effective_tier(tier, severity);
  for (const Row& row : table) {
    if (row.tier == tier && fits(row.gravity, severity) && fits(row.reach, scope)) return row.consequence;
  }
  return {RecallAction::hold, 1, DayCount::calendar};
}

std::optional<Day> due_day(const RecallConsequence& consequence, Day today) {
  if (consequence.count == DayCount::none) return std::nullopt;
  Day due = today;
  for (int left = consequence.days; left > 0;) {
    due += std::chrono::days{1};
    const unsigned weekday = std::chrono::weekday{due}.iso_encoding();
    if (consequence.count == DayCount::calendar || weekday < 6) --left;
  }
  return due;
}

}  // namespace formulary::domain
