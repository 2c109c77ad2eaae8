#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"
#include "service/usecases/provision_group.hpp"

namespace formulary::api::handlers {

Response create_scim_group(const Call& call) {
  const auto body = scim_body(call);
  if (!body) return body.error();
  const auto shown = projection_of(call.request, domain::scim::ResourceKind::group);
  return change_scim(call, [&](usecases::Transaction& transaction) -> domain::scim::Outcome<Response> {
    const auto group = usecases::create_group(transaction, call.world(), call.actor, *body);
    if (!group) return std::unexpected(group.error());
    return resource_response(201, group_value(call, transaction, *group, shown.shows("members")), shown);
  });
}

}  // namespace formulary::api::handlers
