#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/usecases/manage_tokens.hpp"

namespace formulary::api::handlers {

Response revoke_token(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto done = usecases::revoke_token(transaction, call.world(), call.actor, domain::TokenId{call.id});
    if (!done) return std::unexpected(done.error());
    Response response;
    response.status = 204;
    return response;
  });
}

}  // namespace formulary::api::handlers
