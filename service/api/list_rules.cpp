#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response list_rules(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  const std::vector<domain::Rule> all(domain::all_rules().begin(), domain::all_rules().end());
  const auto [part, next] = slice(all, *page, [](const domain::Rule& rule) { return std::string(rule.id); });
  Json items = Json::array();
  for (const domain::Rule& rule : part) items.push_back(rule_json(rule));
  return page_response(call.request, std::move(items), next);
}

}  // namespace formulary::api::handlers
