#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"
#include "service/usecases/confirm.hpp"
#include "service/usecases/propose_keys.hpp"

namespace formulary::api::handlers {

Response confirm_proposal(const Call& call) {
  BodyReader body(call);
  const std::string digest = body.in().text("digest", {64, 64});
  if (auto problem = body.finish()) return *problem;
  usecases::Done shown;
  Response response = change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto done = usecases::confirm(transaction, call.world(), call.services.rules, call.actor,
                                        domain::ProposalId{call.id}, digest);
    if (!done) return std::unexpected(done.error());
    shown = done->done;
    return json_response(200, proposal_json(call, transaction, done->proposal));
  });
  if (response.status == 200 && shown.when == usecases::When::later && call.services.keys != nullptr) {
    usecases::do_key_changes(call.store(), *call.services.keys, call.world());
    response = look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
      const auto done = transaction.proposals().find(domain::ProposalId{call.id});
      return json_response(200, proposal_json(call, transaction, done.value()));
    });
  }
  return with_secrets(std::move(response), shown.half, shown.secret);
}

}  // namespace formulary::api::handlers
