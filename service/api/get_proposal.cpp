#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"

namespace formulary::api::handlers {

Response get_proposal(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto proposal = transaction.proposals().find(domain::ProposalId{call.id});
    if (!proposal) return domain::refuse(domain::RefusalCode::not_found, "There is no proposal with this id.");
    return json_response(200, proposal_json(call, transaction, *proposal));
  });
}

}  // namespace formulary::api::handlers
