#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/usecases/manage_identities.hpp"

namespace formulary::api::handlers {

Response unlink_identity(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto done = usecases::unlink_identity(transaction, call.world(), call.actor, domain::PersonId{call.id});
    if (!done) return std::unexpected(done.error());
    Response response;
    response.status = 204;
    return response;
  });
}

}  // namespace formulary::api::handlers
