#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response list_policies(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto key = [](const domain::Policy& policy) { return policy.id.value; };
    const auto [part, next] = slice(transaction.registry().policies(), *page, key);
    Json items = Json::array();
    for (const domain::Policy& policy : part) items.push_back(policy_json(policy));
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
