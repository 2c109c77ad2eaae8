#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"
#include "service/usecases/manage_identities.hpp"

namespace formulary::api::handlers {

Response unlink_identity(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto filed = usecases::unlink_identity(transaction, call.world(), call.services.rules, call.actor,
                                                 domain::PersonId{call.id});
    if (!filed) return std::unexpected(filed.error());
    return waits(call, transaction, filed->proposal);
  });
}

}  // namespace formulary::api::handlers
