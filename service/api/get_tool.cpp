#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response get_tool(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto tool = transaction.registry().find_tool(domain::ToolId{call.id});
    if (!tool) return domain::refuse(domain::RefusalCode::not_found, "There is no tool with this id.");
    return json_response(200, Shapes(call, transaction).tool(*tool));
  });
}

}  // namespace formulary::api::handlers
