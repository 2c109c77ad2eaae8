#include "service/domain/conflict.hpp"

#include <algorithm>

#include "service/domain/stakes.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<ConflictSubject> subjects[] = {
    {ConflictSubject::tool, "tool"},
    {ConflictSubject::vendor, "vendor"},
    {ConflictSubject::submission, "submission"},
};

template <class Value>
bool holds(const std::vector<Value>& values, const Value& wanted) {
  return std::ranges::find(values, wanted) != values.end();
}

}  // namespace

bool Stakes::is_involved(const PersonId& person) const { return holds(involved, person); }
bool Stakes::is_conflicted(const PersonId& person) const { return holds(conflicted, person); }

std::string_view to_text(ConflictSubject subject) { return word_of(subjects, subject); }
std::optional<ConflictSubject> parse_conflict_subject(std::string_view text) { return value_of(subjects, text); }

bool concerns(const Conflict& conflict, const Matter& matter, std::span<const CompanyAlias> aliases) {
  if (!conflict.stands()) return false;
  switch (conflict.subject) {
    case ConflictSubject::tool:
      return !conflict.tool.empty() && conflict.tool == matter.tool;
    case ConflictSubject::submission:
      return holds(matter.submissions, conflict.submission);
    case ConflictSubject::vendor:
      break;
  }
  return std::ranges::any_of(matter.vendors, [&](const std::string& vendor) {
    return !vendor.empty() && compare_companies(conflict.vendor, vendor, aliases) != CompanyMatch::different;
  });
}

std::vector<PersonId> conflicted(std::span<const Conflict> conflicts, const Matter& matter,
                                 std::span<const CompanyAlias> aliases) {
  std::vector<PersonId> persons;
  for (const Conflict& one : conflicts) {
    if (!holds(persons, one.person) && concerns(one, matter, aliases)) persons.push_back(one.person);
  }
  return persons;
}

Result<void> may_declare(const Actor& actor, const PersonId& person) {
  if (actor.kind != ActorKind::person) {
    return refuse(RefusalCode::forbidden, "Only a person declares a conflict of interest.");
  }
  if (actor.id != person && !actor.has(Role::administrator)) {
    return refuse(RefusalCode::forbidden, "Declare your own interests. An administrator enters those of others.");
  }
  return {};
}

Result<void> may_end(const Actor& actor, const Conflict& conflict) {
  if (actor.kind != ActorKind::person || !actor.has(Role::administrator)) {
    return refuse(RefusalCode::forbidden, "Only an administrator ends a conflict of interest. Ask one of them.");
  }
  if (actor.id == conflict.person) {
    return refuse(RefusalCode::forbidden, "Nobody ends their own conflict of interest. Ask another administrator.");
  }
  if (!conflict.stands()) return refuse(RefusalCode::conflict, "This conflict of interest has ended already.");
  return {};
}

bool may_read_reason(const Actor& actor, const Conflict& conflict) {
  return actor.id == conflict.person || actor.has(Role::auditor) || actor.has(Role::administrator);
}

}  // namespace formulary::domain
