#include "service/usecases/decide_recall.hpp"

#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/recall_shapes.hpp"

namespace formulary::api::handlers {

Response decide_recall(const Call& call) {
  BodyReader body(call);
  const auto decision =
      body.in().word("decision", domain::parse_recall_decision, "confirm, dismiss, not_affected, lift");
  const std::string reason = body.in().text("reason", {1, 4000});
  const auto digest = body.in().optional_text("digest", {64, 64});
  if (auto problem = body.finish()) return *problem;
  // To confirm makes the gate stricter at once; everything else lets a tool go on.
  if (*decision != domain::RecallDecision::confirm) {
    if (auto response = want_step_up(call)) return *response;
  }
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto decided =
        usecases::decide_recall(transaction, call.world(), call.actor, {call.id},
                                {.decision = *decision, .reason = reason, .digest = digest.value_or("")});
    if (!decided) return std::unexpected(decided.error());
    return recall_match_response(call, transaction, *decided, 201);
  });
}

}  // namespace formulary::api::handlers
