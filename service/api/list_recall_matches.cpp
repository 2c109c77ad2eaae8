#include "service/api/csv.hpp"
#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/query.hpp"
#include "service/api/recall_shapes.hpp"

namespace formulary::api::handlers {
namespace {

Response csv_response(const Request& request, const Json& matches, const std::optional<std::string>& next) {
  CsvTable table({"notice", "number", "company", "class", "date", "tool", "identifier", "version", "state", "tier",
                  "action", "due", "scope", "found"});
  const auto text = [](const Json& from, const char* member) {
    const Json& value = from.is_null() ? from : from.at(member);
    return value.is_null() ? std::string() : value.get<std::string>();
  };
  for (const Json& one : matches) {
    const Json& recall = one.at("recall");
    const Json& tool = one.at("tool");
    table.row({text(recall, "name"), text(recall, "number"), text(recall, "firm"), text(recall, "class"),
               text(recall, "date"), text(tool, "name"), text(tool, "identifier"), text(one, "version"),
               text(one, "state"), text(one, "tier"), text(one, "action"), text(one, "due"), text(one, "scope"),
               text(one, "raised")});
  }
  return table.response(request, "recalls.csv", next);
}

}  // namespace

Response list_recall_matches(const Call& call) {
  const auto format = list_format(call.request);
  if (!format) return refused(call, format.error());
  const bool csv = *format == ListFormat::csv;
  const auto page = page_of(call.request, csv ? most_per_csv : most_per_page);
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
    if (csv) return csv_response(call.request, items, next);
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
