#include "service/api/approval_change.hpp"

#include "service/api/bodies.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/change_approval.hpp"

namespace formulary::api {

Response change_approval(const Call& call, domain::ApprovalEvent event) {
  const ReasonBody body = read_reason(call);
  if (body.problem) return *body.problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto changed = usecases::change_approval(transaction, call.world(), call.actor, domain::ApprovalId{call.id},
                                                   call.revision, event, body.reason);
    if (!changed) return std::unexpected(changed.error());
    return approval_response(call, transaction, *changed);
  });
}

}  // namespace formulary::api
