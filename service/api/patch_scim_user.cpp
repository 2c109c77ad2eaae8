#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"
#include "service/usecases/provision_user.hpp"

namespace formulary::api::handlers {

Response patch_scim_user(const Call& call) {
  const auto body = scim_user_body(call);
  if (!body) return body.error();
  const auto shown = projection_of(call.request, domain::scim::ResourceKind::user);
  return change_scim_user(call, *body, [&](usecases::Transaction& transaction) -> domain::scim::Outcome<Response> {
    const auto operations = domain::scim::read_operations(*body);
    if (!operations) return std::unexpected(operations.error());
    const auto user = usecases::patch_user(transaction, call.world(), call.actor, {call.id}, *operations);
    if (!user) return std::unexpected(user.error());
    return resource_response(200, user_value(call, transaction, *user, shown), shown);
  });
}

}  // namespace formulary::api::handlers
