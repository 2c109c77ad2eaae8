#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/query.hpp"
#include "service/api/recall_shapes.hpp"

namespace formulary::api::handlers {
namespace {

/// What persons entered, then the data sets by id.
std::vector<std::string> shelves(usecases::Transaction& transaction, const std::string& only) {
  std::vector<std::string> all{std::string(usecases::manual_recalls)};
  for (const usecases::DatasetInForce& one : transaction.datasets().list()) {
    if (domain::holds_recalls(one.kind)) all.push_back(one.dataset.id);
  }
  if (!only.empty()) std::erase_if(all, [&](const std::string& one) { return one != only; });
  return all;
}

std::vector<usecases::StoredRecord> records_on(usecases::Transaction& transaction, const std::string& shelf,
                                               const std::string& number, const std::string& after, int limit) {
  if (shelf != usecases::manual_recalls) {
    return transaction.datasets().records({.dataset = shelf,
                                           .kind = domain::RecordKind::recall,
                                           .number = number,
                                           .import = std::nullopt,
                                           .after = after,
                                           .limit = limit});
  }
  std::vector<usecases::StoredRecord> records;
  const auto entries =
      number.empty() ? transaction.recalls().entries(after, limit) : transaction.recalls().entries_with_number(number);
  for (const usecases::RecallEntry& entry : entries) {
    if (entry.record.key > after) records.push_back(usecases::stored_record(entry));
  }
  return records;
}

}  // namespace

Response list_recalls(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  const std::string number(call.request.parameter("number").value_or(""));
  const std::string only(call.request.parameter("dataset").value_or(""));
  const std::size_t line = page->cursor.find('\n');
  if (!page->cursor.empty() && line == std::string::npos) return refused(call, foreign_cursor());
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const std::vector<std::string> all = shelves(transaction, only);
    auto shelf = all.begin();
    std::string after;
    if (!page->cursor.empty()) {
      shelf = std::ranges::find(all, page->cursor.substr(0, line));
      after = page->cursor.substr(line + 1);
    }
    std::vector<usecases::StoredRecord> records;
    for (; shelf != all.end() && static_cast<int>(records.size()) <= page->limit; ++shelf, after.clear()) {
      const int room = page->limit + 1 - static_cast<int>(records.size());
      for (auto& one : records_on(transaction, *shelf, number, after, room)) records.push_back(std::move(one));
    }
    const auto next = trim_page(records, *page,
                                [](const usecases::StoredRecord& one) { return one.dataset + "\n" + one.record.key; });
    Json items = Json::array();
    for (usecases::StoredRecord& one : records) {
      const std::string dataset = one.dataset;
      Json json = recall_json(transaction, usecases::notice_of(transaction, std::move(one)));
      json["dataset"] = dataset;
      items.push_back(std::move(json));
    }
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
