#include <set>

#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response list_datasets(const Call& call) {
  const auto page = page_of(call.request);
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
    return page_response(call.request, Json(part), next);
  });
}

}  // namespace formulary::api::handlers
