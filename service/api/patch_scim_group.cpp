#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"
#include "service/usecases/provision_group.hpp"

namespace formulary::api::handlers {

Response patch_scim_group(const Call& call) {
  const auto body = scim_body(call);
  if (!body) return body.error();
  const auto operations = domain::scim::read_operations(*body);
  if (!operations) return scim_error(operations.error());
  return change_scim(call, [&](usecases::Transaction& transaction) -> domain::scim::Outcome<Response> {
    const auto group = usecases::patch_group(transaction, call.world(), call.actor, call.id, *operations);
    if (!group) return std::unexpected(group.error());
    // A group may have thousands of members: it is shown again only to who asks for it (RFC 7644, section 3.5.2).
    if (!call.request.parameter("attributes")) {
      return Response{.status = 204, .headers = {}, .body = {}, .stream = {}};
    }
    const auto shown = projection_of(call.request, domain::scim::ResourceKind::group);
    return resource_response(200, group_value(call, transaction, *group, shown.shows("members")), shown);
  });
}

}  // namespace formulary::api::handlers
