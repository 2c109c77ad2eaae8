#include <set>

#include "service/api/csv.hpp"
#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

namespace {

Response csv_response(const Request& request, const std::vector<Json>& datasets,
                      const std::optional<std::string>& next) {
  CsvTable table({"id", "name", "published", "imported", "age_days", "limit_days", "too_old", "records", "complete"});
  for (const Json& one : datasets) {
    const auto text = [&](const char* member) {
      const Json& value = one.at(member);
      return value.is_null() ? std::string() : value.is_string() ? value.get<std::string>() : value.dump();
    };
    table.row({text("id"), text("name"), text("source_date"), text("imported"), text("age_days"), text("limit_days"),
               one.at("stale").get<bool>() ? "yes" : "no", text("rows"),
               one.at("complete").get<bool>() ? "yes" : "no"});
  }
  return table.response(request, "datasets.csv", next);
}

}  // namespace

Response list_datasets(const Call& call) {
  const auto format = list_format(call.request);
  if (!format) return refused(call, format.error());
  const bool csv = *format == ListFormat::csv;
  const auto page = page_of(call.request, csv ? most_per_csv : most_per_page);
  if (!page) return refused(call, page.error());
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    Shapes shapes(call, transaction);
    const auto in_force = transaction.datasets().list();
    std::set<std::string> missing;  // watched, and never imported yet
    if (call.services.watches) {
      for (const usecases::WatchStatus& status : call.services.watches()) missing.insert(status.dataset);
    }
    for (const usecases::DatasetInForce& each : in_force) missing.erase(each.dataset.id);
    std::vector<Json> all;
    for (const domain::DatasetKind& kind : domain::dataset_kinds()) {
      const std::size_t before = all.size();
      for (const usecases::DatasetInForce& each : in_force) {
        if (each.kind == kind.id) all.push_back(shapes.dataset(each));
      }
      for (const std::string& id : missing) {
        if (domain::find_dataset_kind(id) != &kind) continue;
        domain::DatasetKind one = kind;
        one.id = id;
        all.push_back(shapes.dataset_never_imported(one));
      }
      if (all.size() == before) all.push_back(shapes.dataset_never_imported(kind));
    }
    const auto [part, next] =
        slice(all, *page, [](const Json& dataset) { return dataset.at("id").get<std::string>(); });
    if (csv) return csv_response(call.request, part, next);
    return page_response(call.request, Json(part), next);
  });
}

}  // namespace formulary::api::handlers
