#include "service/usecases/accept_restore.hpp"

#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"

namespace formulary::api::handlers {

Response accept_restore(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto filed = usecases::propose_acceptance(transaction, call.world(), call.services.rules, call.actor);
    if (!filed) return std::unexpected(filed.error());
    return waits(call, transaction, filed->proposal);
  });
}

}  // namespace formulary::api::handlers
