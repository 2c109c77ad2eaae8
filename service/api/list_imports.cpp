#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/query.hpp"
#include "service/api/shapes.hpp"
#include "service/api/tus.hpp"

namespace formulary::api::handlers {

Response list_imports(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  usecases::ImportFilter filter{.dataset = call.id, .limit = page->limit + 1};
  if (!page->cursor.empty()) {
    const auto number = parse_number(page->cursor);
    if (!number) return refused(call, foreign_cursor());
    filter.before = static_cast<std::int64_t>(*number);
  }
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    auto imports = transaction.datasets().imports(filter);
    const auto next =
        trim_page(imports, *page, [](const domain::DatasetImport& one) { return std::to_string(one.number); });
    Shapes shapes(call, transaction);
    Json items = Json::array();
    for (const domain::DatasetImport& import : imports) items.push_back(shapes.dataset_import(import));
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
