#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/domain/regulators/regulator.hpp"

namespace formulary::api::handlers {

Response list_regulators(const Call&) {
  Json items = Json::array();
  for (const domain::Regulator* regulator : domain::regulators()) {
    Json schemes = Json::array();
    for (const domain::Scheme& scheme : regulator->schemes) {
      Json statuses = Json::array();
      for (const domain::StatusMeaning& one : scheme.statuses) {
        statuses.push_back(
            {{"status", one.status}, {"standing", domain::to_text(one.standing)}, {"sentence", one.sentence}});
      }
      Json datasets = Json::array();
      for (const std::string_view one : scheme.datasets) datasets.push_back(one);
      Json examples = Json::array();
      for (const std::string_view one : scheme.examples) examples.push_back(one);
      schemes.push_back({{"id", scheme.id},
                         {"name", scheme.name},
                         {"jurisdiction", scheme.jurisdiction},
                         {"kind", domain::to_text(scheme.kind)},
                         {"statuses", std::move(statuses)},
                         {"datasets", std::move(datasets)},
                         {"examples", std::move(examples)},
                         {"expiry", scheme.expiry},
                         {"look_up", scheme.look_up},
                         {"source", scheme.source},
                         {"recheck_days", scheme.recheck_days}});
    }
    items.push_back({{"id", regulator->id},
                     {"name", regulator->name},
                     {"jurisdiction", regulator->jurisdiction},
                     {"schemes", std::move(schemes)}});
  }
  return json_response(200, {{"items", std::move(items)}});
}

}  // namespace formulary::api::handlers
