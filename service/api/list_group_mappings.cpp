#include <algorithm>

#include "service/api/group_mappings.hpp"
#include "service/api/handlers.hpp"

namespace formulary::api::handlers {

Response list_group_mappings(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    Shapes shapes(call, transaction);
    const auto mappings = transaction.provisioning().mappings();
    Json items = Json::array();
    for (const usecases::GroupMapping& mapping : mappings) items.push_back(group_mapping_json(shapes, mapping));
    Json groups = Json::array();
    for (const usecases::ProvisionedGroup& group : transaction.provisioning().list_groups()) {
      const bool mapped = std::ranges::any_of(mappings, [&](const usecases::GroupMapping& mapping) {
        return mapping.group == group.id || domain::scim::same_folded(mapping.group, group.display_name);
      });
      groups.push_back({{"id", group.id},
                        {"name", group.display_name},
                        {"members", transaction.provisioning().members(group.id).size()},
                        {"mapped", mapped}});
    }
    return json_response(200, {{"items", std::move(items)}, {"groups", std::move(groups)}});
  });
}

}  // namespace formulary::api::handlers
