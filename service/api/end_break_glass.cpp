#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/usecases/break_glass.hpp"

namespace formulary::api::handlers {

Response end_break_glass(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto ended =
        usecases::end_emergency(transaction, call.world(), call.actor, domain::EmergencyAccessId{call.id});
    if (!ended) return std::unexpected(ended.error());
    return Response{.status = 204, .headers = {}, .body = {}, .stream = {}};
  });
}

}  // namespace formulary::api::handlers
