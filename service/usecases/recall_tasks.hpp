// Who must do what about recalls now. Derived from the cases whenever it is asked for, so that it is never behind them.
#pragma once

#include <optional>
#include <vector>

#include "service/usecases/ports/store.hpp"

namespace formulary::usecases {

enum class RecallDuty : std::uint8_t {
  decide,         ///< a reviewer decides about an open case
  acknowledge,    ///< a department says that it knows
  consider_lift,  ///< the authority has ended the recall: an approver may lift what follows from it
};
std::string_view to_text(RecallDuty duty);

struct RecallTask {
  RecallDuty duty = RecallDuty::decide;
  domain::RecallCase recall;
  domain::DepartmentId department;  ///< of an acknowledgement
  std::optional<domain::Day> due{};
};

/// For all, what is due first; tasks without a day come last, then the newer case. Reads at most `limit` cases.
std::vector<RecallTask> recall_tasks(Transaction& transaction, int limit);

}  // namespace formulary::usecases
