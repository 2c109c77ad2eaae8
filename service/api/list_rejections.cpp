#include "service/api/csv.hpp"
#include "service/api/handlers.hpp"
#include "service/api/query.hpp"
#include "service/api/tus.hpp"

namespace formulary::api::handlers {

Response list_rejections(const Call& call) {
  const auto format = list_format(call.request);
  if (!format) return refused(call, format.error());
  const bool csv = *format == ListFormat::csv;
  const auto page = page_of(call.request, csv ? most_per_csv : most_per_page);
  if (!page) return refused(call, page.error());
  const auto from = page->cursor.empty() ? std::optional<std::uint64_t>(0) : parse_number(page->cursor);
  if (!from) return refused(call, foreign_cursor());
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto import = transaction.datasets().find_import({call.id});
    if (!import) return domain::refuse(domain::RefusalCode::not_found, "There is no import with this id.");
    auto notes = transaction.datasets().notes(import->id, static_cast<std::int64_t>(*from), page->limit + 1);
    const auto next = trim_page(notes, *page, [&](const usecases::RowNote&) {
      return std::to_string(*from + static_cast<std::uint64_t>(page->limit));
    });
    if (csv) {
      CsvTable table({"taken", "file", "line", "reason"});
      for (const usecases::RowNote& note : notes) {
        table.row({note.taken ? "yes" : "no", note.file, std::to_string(note.line), note.reason});
      }
      return table.response(call.request, "rejections.csv", next);
    }
    Json items = Json::array();
    for (const usecases::RowNote& note : notes) {
      items.push_back({{"taken", note.taken}, {"file", note.file}, {"line", note.line}, {"reason", note.reason}});
    }
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
