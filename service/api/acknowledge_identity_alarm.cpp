#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/usecases/identity_alarm.hpp"

namespace formulary::api::handlers {

Response acknowledge_identity_alarm(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto done = usecases::acknowledge_alarm(transaction, call.world(), call.actor, call.id);
    if (!done) return std::unexpected(done.error());
    return Response{.status = 204, .headers = {}, .body = {}, .stream = {}};
  });
}

}  // namespace formulary::api::handlers
