#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/query.hpp"
#include "service/api/recall_shapes.hpp"

namespace formulary::api::handlers {

Response list_recall_matches(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  const auto states =
      words_in_query(call.request, "state", domain::parse_recall_state, "open, confirmed, dismissed, lifted");
  if (!states) return refused(call, states.error());
  usecases::RecallCaseFilter filter;
  filter.states = *states;
  if (const auto tool = call.request.parameter("tool")) filter.tool = domain::ToolId{std::string(*tool)};
  if (const auto import = call.request.parameter("import")) filter.import = domain::ImportId{std::string(*import)};
  if (!page->cursor.empty()) filter.before = domain::RecallMatchId{page->cursor};
  filter.limit = page->limit + 1;
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    auto cases = transaction.recalls().list(filter);
    const auto next = trim_page(cases, *page, [](const domain::RecallCase& one) { return one.id.value; });
    Shapes shapes(call, transaction);
    Json items = Json::array();
    for (const domain::RecallCase& one : cases) items.push_back(recall_match_json(call, shapes, transaction, one));
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
