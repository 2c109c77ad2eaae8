#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/usecases/group_mapping.hpp"

namespace formulary::api::handlers {

Response remove_group_mapping(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto removed = usecases::remove_group_mapping(transaction, call.world(), call.actor, call.id);
    if (!removed) return std::unexpected(removed.error());
    return Response{.status = 204, .headers = {}, .body = {}, .stream = {}};
  });
}

}  // namespace formulary::api::handlers
