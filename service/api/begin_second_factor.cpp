#include "service/api/handlers.hpp"
#include "service/api/json.hpp"
#include "service/api/session_answer.hpp"
#include "service/usecases/second_factor.hpp"

namespace formulary::api::handlers {

Response begin_second_factor(const Call& call) {
  if (auto refusal = refuse_token(call)) return *refusal;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto begun = usecases::begin_second_factor(transaction, call.world(), call.services.cipher, call.actor);
    if (!begun) return std::unexpected(begun.error());
    return json_response(201, {{"secret", begun->secret}, {"address", begun->address}});
  });
}

}  // namespace formulary::api::handlers
