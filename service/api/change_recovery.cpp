#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"
#include "service/usecases/propose_keys.hpp"

namespace formulary::api::handlers {

Response change_recovery(const Call& call) {
  BodyReader body(call);
  const std::vector<std::string> recipients = body.in().texts("recipients", 10, {10, 200});
  if (auto problem = body.finish()) return *problem;
  if (call.services.keys == nullptr) {
    return refused(call, {domain::RefusalCode::not_found, "The keys of stored files are not kept by this service."});
  }
  for (std::size_t i = 0; i < recipients.size(); ++i) {
    if (!call.services.keys->is_recipient(recipients[i])) {
      return refused(call, {domain::RefusalCode::invalid, "Give what age-keygen prints as the public key: age1….",
                            "/recipients/" + std::to_string(i)});
    }
  }
  const usecases::KeyStatus status = call.services.keys->status();
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto filed =
        usecases::propose_recovery(transaction, call.world(), call.services.rules, call.actor, status, recipients);
    if (!filed) return std::unexpected(filed.error());
    return waits(call, transaction, filed->proposal);
  });
}

}  // namespace formulary::api::handlers
