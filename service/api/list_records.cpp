#include "service/api/csv.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"

namespace formulary::api::handlers {
namespace {

std::string text_of(const std::optional<domain::Day>& day) { return day ? domain::to_text(*day) : std::string(); }

Response csv_response(const Request& request, const std::vector<usecases::StoredRecord>& records,
                      const std::optional<std::string>& next) {
  CsvTable table({"key", "kind", "scheme", "number", "holder", "name", "model", "catalogue", "product_code",
                  "device_class", "status", "received", "decided", "expires", "text"});
  for (const usecases::StoredRecord& stored : records) {
    const domain::AuthorityRecord& record = stored.record;
    table.row({record.key, domain::to_text(record.kind), record.scheme, record.number, record.holder, record.name,
               record.model, record.catalogue, record.product_code, record.device_class, record.status,
               text_of(record.received), text_of(record.decided), text_of(record.expires), record.text});
  }
  return table.response(request, "records.csv", next);
}

}  // namespace

Response list_records(const Call& call) {
  const auto format = list_format(call.request);
  if (!format) return refused(call, format.error());
  const bool csv = *format == ListFormat::csv;
  const auto page = page_of(call.request, csv ? most_per_csv : most_per_page);
  if (!page) return refused(call, page.error());
  usecases::RecordFilter filter{.dataset = call.id, .after = page->cursor, .limit = page->limit + 1};
  filter.number = call.request.parameter("number").value_or("");
  if (const auto word = call.request.parameter("kind")) {
    filter.kind = domain::parse_record_kind(*word);
    if (!filter.kind) {
      return refused(
          call, {domain::RefusalCode::invalid, "`kind` is one of: " + std::string(record_kind_words) + ".", "/kind"});
    }
  }
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    if (!transaction.datasets().find(call.id)) {
      return domain::refuse(domain::RefusalCode::not_found, "Nothing was imported under this id yet.");
    }
    auto records = transaction.datasets().records(filter);
    const auto next = trim_page(records, *page, [](const usecases::StoredRecord& stored) { return stored.record.key; });
    if (csv) return csv_response(call.request, records, next);
    Shapes shapes(call, transaction);
    Json items = Json::array();
    for (const usecases::StoredRecord& stored : records) items.push_back(shapes.authority_record(stored));
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
