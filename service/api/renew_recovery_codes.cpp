#include "service/api/handlers.hpp"
#include "service/api/json.hpp"
#include "service/api/session_answer.hpp"
#include "service/usecases/second_factor.hpp"

namespace formulary::api::handlers {

Response renew_recovery_codes(const Call& call) {
  if (auto refusal = refuse_token(call)) return *refusal;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto codes = usecases::renew_recovery_codes(transaction, call.world(), call.actor);
    if (!codes) return std::unexpected(codes.error());
    return json_response(201, {{"recovery_codes", *codes}});
  });
}

}  // namespace formulary::api::handlers
