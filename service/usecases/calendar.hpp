// What ends when: approvals, authorizations and documents. Notes once that something ends in 90, 60 and 30 days.
#pragma once

#include <string>
#include <vector>

#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

struct CalendarItem {
  domain::Ending what = domain::Ending::approval;
  std::string object;  ///< its id
  domain::SubmissionId submission;
  domain::Day ends;
  int notice = 0;        ///< 90, 60 or 30 when it is that near
  std::string title;     ///< kind of document, scheme and number ...
  std::string state;     ///< as its own shape has it
  std::string sentence;  ///< for people
};

struct Calendar {
  std::vector<CalendarItem> items;  ///< by day
  bool more = false;                ///< there are further items after the last
};

/// What ends from `from` to `to`, of requests that are open or approved. Documents that nobody accepted, or that
/// another one has taken the place of, are left out. At most `limit` items.
Calendar calendar(Transaction& transaction, const World& world, domain::Day from, domain::Day to, int limit);

/// Notes what ends within 90, 60 or 30 days and was not noted before, each with its audit entry. Called by the clock;
/// how many.
int note_endings(Transaction& transaction, World& world);

}  // namespace formulary::usecases
