#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/decide_recall.hpp"
#include "service/usecases/recall_tasks.hpp"

namespace formulary::api::handlers {
namespace {

constexpr int most_cases = 500;

bool is_mine(const Call& call, usecases::Transaction& transaction, const usecases::RecallTask& task) {
  using domain::RecallDecision;
  switch (task.duty) {
    case usecases::RecallDuty::acknowledge:
      return call.actor.kind == domain::ActorKind::person && task.department == call.actor.department;
    case usecases::RecallDuty::decide:
      return usecases::may_decide_recall(transaction, call.actor, task.recall, RecallDecision::confirm).has_value();
    case usecases::RecallDuty::consider_lift:
      break;
  }
  return usecases::may_decide_recall(transaction, call.actor, task.recall, RecallDecision::lift).has_value();
}

std::string_view role_of(usecases::RecallDuty duty) {
  return duty == usecases::RecallDuty::decide          ? "reviewer"
         : duty == usecases::RecallDuty::consider_lift ? "approver"
                                                       : "department";
}

}  // namespace

Response list_notices(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    Shapes shapes(call, transaction);
    Json items = Json::array();
    const domain::Day today = call.world().present().today;
    for (const usecases::RecallTask& task : usecases::recall_tasks(transaction, most_cases)) {
      const auto version = transaction.registry().find_version(task.recall.version);
      Json json;
      json["duty"] = to_text(task.duty);
      json["role"] = role_of(task.duty);
      json["department"] = shapes.department(task.department);
      json["match"] = task.recall.id.value;
      json["recall"] = name_of(task.recall);
      json["tool"] = shapes.tool_ref(task.recall.tool);
      json["version"] = version ? version->version : std::string();
      json["action"] = domain::to_text(task.recall.action);
      json["due"] = day(task.due);
      json["overdue"] = task.due && *task.due < today;
      json["mine"] = is_mine(call, transaction, task);
      json["raised"] = domain::to_rfc3339(task.recall.raised);
      items.push_back(std::move(json));
    }
    return json_response(200, {{"items", std::move(items)}});
  });
}

}  // namespace formulary::api::handlers
