#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"
#include "service/usecases/group_mapping.hpp"

namespace formulary::api::handlers {

Response remove_group_mapping(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) {
    return done_or_waits(
        call, transaction,
        usecases::remove_group_mapping(transaction, call.world(), call.services.rules, call.actor, call.id));
  });
}

}  // namespace formulary::api::handlers
