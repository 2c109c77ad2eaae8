#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"

namespace formulary::api::handlers {

namespace scim = domain::scim;

Response list_scim_groups(const Call& call) {
  const auto query = scim_query(call.request, scim::ResourceKind::group);
  if (!query) return scim_error(query.error());
  const scim::Projection shown = projection_of(call.request, scim::ResourceKind::group);
  return look_scim(call, [&](usecases::Transaction& transaction) -> scim::Outcome<Response> {
    const bool by_member = query->filter && scim::mentions(*query->filter, "members");
    std::vector<scim::Value> resources;
    std::int64_t found = 0;
    for (const usecases::ProvisionedGroup& group : transaction.provisioning().list_groups()) {
      if (query->filter && !scim::fits(*query->filter, group_value(call, transaction, group, by_member))) continue;
      if (!query->on_page(++found)) continue;
      scim::Value value = group_value(call, transaction, group, shown.shows("members"));
      shown.apply(value);
      resources.push_back(std::move(value));
    }
    return list_response(*query, found, std::move(resources));
  });
}

}  // namespace formulary::api::handlers
