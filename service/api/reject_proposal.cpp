#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"

namespace formulary::api::handlers {

Response reject_proposal(const Call& call) {
  const ReasonBody body = read_reason(call);
  if (body.problem) return *body.problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto ended =
        usecases::reject(transaction, call.world(), call.actor, domain::ProposalId{call.id}, body.reason);
    if (!ended) return std::unexpected(ended.error());
    return json_response(200, proposal_json(call, transaction, *ended));
  });
}

}  // namespace formulary::api::handlers
