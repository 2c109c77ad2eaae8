#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"
#include "service/usecases/propose_keys.hpp"

namespace formulary::api::handlers {

Response rotate_keys(const Call& call) {
  if (call.services.keys == nullptr) {
    return refused(call, {domain::RefusalCode::not_found, "The keys of stored files are not kept by this service."});
  }
  const usecases::KeyStatus status = call.services.keys->status();
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto filed = usecases::propose_rotation(transaction, call.world(), call.services.rules, call.actor, status);
    if (!filed) return std::unexpected(filed.error());
    return waits(call, transaction, filed->proposal);
  });
}

}  // namespace formulary::api::handlers
