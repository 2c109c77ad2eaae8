#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response list_departments(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto key = [](const domain::Department& department) { return department.name; };
    const auto [part, next] = slice(transaction.people().departments(), *page, key);
    Json items = Json::array();
    for (const domain::Department& department : part) items.push_back(department_json(department));
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
