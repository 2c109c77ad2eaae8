#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/query.hpp"
#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"

namespace formulary::api::handlers {

Response list_tools(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  usecases::ToolFilter filter;
  filter.text = call.request.parameter("q").value_or("");
  const auto platforms = words_in_query(call.request, "platform", domain::parse_platform, platform_words);
  if (!platforms) return refused(call, platforms.error());
  if (platforms->size() > 1) {
    return refused(call, {domain::RefusalCode::invalid, "Give one platform, or none for all.", "/platform"});
  }
  if (!platforms->empty()) filter.platform = platforms->front();
  filter.after = page->cursor;
  filter.limit = page->limit + 1;
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    auto rows = transaction.registry().list_tools(filter);
    const auto next = trim_page(rows, *page, [](const domain::Tool& tool) { return tool.name + "\n" + tool.id.value; });
    Shapes shapes(call, transaction);
    Json items = Json::array();
    for (const domain::Tool& tool : rows) items.push_back(shapes.tool_row(tool));
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
