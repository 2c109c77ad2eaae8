// What the lines of documents.def cannot say of how long a document counts: editions that no longer count, bridge
// letters, interim assessments, findings that are open.
#pragma once

#include <optional>
#include <string>

#include "service/domain/documents/document.hpp"

namespace formulary::domain {

struct KindRule {
  DocumentState state = DocumentState::valid;  ///< what it is at best
  std::optional<Day> ends{};                   ///< not later than this
  std::optional<Day> prolonged{};              ///< what the lines of the table give, made later
  std::string sentence{};                      ///< why
};

/// `ends`: what the lines of the table give.
KindRule kind_rule(const Document& document, std::optional<Day> ends, Day today);

/// The same day so many months later; the last of the month where there is no such day.
Day months_after(Day day, int months);

}  // namespace formulary::domain
