#include "service/usecases/recall_tasks.hpp"

#include <algorithm>

#include "service/domain/words.hpp"

namespace formulary::usecases {
namespace {

constexpr domain::Word<RecallDuty> duties[] = {{RecallDuty::decide, "decide"},
                                               {RecallDuty::acknowledge, "acknowledge"},
                                               {RecallDuty::consider_lift, "consider_lift"}};

}  // namespace

std::string_view to_text(RecallDuty duty) { return word_of(duties, duty); }

std::vector<RecallTask> recall_tasks(Transaction& transaction, int limit) {
  std::vector<RecallTask> tasks;
  RecallCaseFilter filter;
  filter.states = {domain::RecallState::open, domain::RecallState::confirmed};
  filter.limit = limit;
  for (const domain::RecallCase& recall : transaction.recalls().list(filter)) {
    if (recall.state == domain::RecallState::open) {
      tasks.push_back({.duty = RecallDuty::decide, .recall = recall, .due = recall.due});
    }
    if (recall.notice.status == domain::RecallStatus::terminated) {
      tasks.push_back({.duty = RecallDuty::consider_lift, .recall = recall});
    }
    for (const ToldDepartment& one : transaction.recalls().departments(recall.id)) {
      if (one.acknowledged) continue;
      tasks.push_back(
          {.duty = RecallDuty::acknowledge, .recall = recall, .department = one.department, .due = recall.due});
    }
  }
  std::ranges::stable_sort(tasks, [](const RecallTask& a, const RecallTask& b) {
    if (a.due && b.due) return *a.due < *b.due;
    return a.due.has_value() && !b.due.has_value();
  });
  return tasks;
}

}  // namespace formulary::usecases
