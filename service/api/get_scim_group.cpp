#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"
#include "service/usecases/provision_group.hpp"

namespace formulary::api::handlers {

Response get_scim_group(const Call& call) {
  const auto shown = projection_of(call.request, domain::scim::ResourceKind::group);
  return look_scim(call, [&](usecases::Transaction& transaction) -> domain::scim::Outcome<Response> {
    const auto group = usecases::find_group(transaction, call.id);
    if (!group) return std::unexpected(group.error());
    return resource_response(200, group_value(call, transaction, *group, shown.shows("members")), shown);
  });
}

}  // namespace formulary::api::handlers
