#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"
#include "service/usecases/provision_user.hpp"

namespace formulary::api::handlers {

Response get_scim_user(const Call& call) {
  const auto shown = projection_of(call.request, domain::scim::ResourceKind::user);
  return look_scim(call, [&](usecases::Transaction& transaction) -> domain::scim::Outcome<Response> {
    const auto user = usecases::find_user(transaction, {call.id});
    if (!user) return std::unexpected(user.error());
    return resource_response(200, user_value(call, transaction, *user, shown), shown);
  });
}

}  // namespace formulary::api::handlers
