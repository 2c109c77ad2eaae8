#include "service/api/company_aliases.hpp"

namespace formulary::api {

Json aliases_json(Shapes& shapes, usecases::Transaction& transaction) {
  Json items = Json::array();
  for (const usecases::StoredAlias& one : transaction.claims().aliases()) {
    items.push_back({{"name", one.alias.name},
                     {"other", one.alias.other},
                     {"reason", one.reason},
                     {"person", shapes.person_name(one.person)},
                     {"at", domain::to_rfc3339(one.at)}});
  }
  return {{"items", std::move(items)}};
}

}  // namespace formulary::api
