#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"
#include "service/usecases/provision_group.hpp"

namespace formulary::api::handlers {

Response delete_scim_group(const Call& call) {
  return change_scim(call, [&](usecases::Transaction& transaction) -> domain::scim::Outcome<Response> {
    const auto removed = usecases::remove_group(transaction, call.world(), call.actor, call.id);
    if (!removed) return std::unexpected(removed.error());
    return Response{.status = 204, .headers = {}, .body = {}, .stream = {}};
  });
}

}  // namespace formulary::api::handlers
