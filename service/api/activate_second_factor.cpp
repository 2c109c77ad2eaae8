#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/session_answer.hpp"
#include "service/usecases/second_factor.hpp"

namespace formulary::api::handlers {

Response activate_second_factor(const Call& call) {
  BodyReader body(call);
  const std::string code = body.in().text("code", {1, 100});
  if (auto problem = body.finish()) return *problem;
  if (auto refusal = refuse_token(call)) return *refusal;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto codes =
        usecases::activate_second_factor(transaction, call.world(), call.services.cipher, call.actor, code);
    if (!codes) return std::unexpected(codes.error());
    return json_response(201, {{"recovery_codes", *codes}});
  });
}

}  // namespace formulary::api::handlers
