#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"
#include "service/usecases/second_factor.hpp"

namespace formulary::api::handlers {

Response reset_second_factor(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) {
    return done_or_waits(call, transaction,
                         usecases::reset_second_factor(transaction, call.world(), call.services.rules, call.actor,
                                                       domain::PersonId{call.id}));
  });
}

}  // namespace formulary::api::handlers
