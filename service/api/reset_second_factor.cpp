#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/usecases/second_factor.hpp"

namespace formulary::api::handlers {

Response reset_second_factor(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto done = usecases::reset_second_factor(transaction, call.world(), call.actor, domain::PersonId{call.id});
    if (!done) return std::unexpected(done.error());
    Response response;
    response.status = 204;
    return response;
  });
}

}  // namespace formulary::api::handlers
