#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/query.hpp"
#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"

namespace formulary::api::handlers {

Response list_approvals(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  usecases::ApprovalFilter filter;
  auto states = words_in_query(call.request, "state", domain::parse_approval_state, approval_state_words);
  if (!states) return refused(call, states.error());
  filter.states = std::move(*states);
  if (const auto tool = call.request.parameter("tool")) filter.tool = domain::ToolId{std::string(*tool)};
  if (!page->cursor.empty()) filter.before = domain::ApprovalId{page->cursor};
  filter.limit = page->limit + 1;
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    auto rows = transaction.registry().list_approvals(filter);
    const auto next = trim_page(rows, *page, [](const domain::Approval& one) { return one.id.value; });
    Shapes shapes(call, transaction);
    Json items = Json::array();
    for (const domain::Approval& approval : rows) items.push_back(shapes.approval(approval));
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
