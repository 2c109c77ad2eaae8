#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response get_approval(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto approval = transaction.registry().find_approval(domain::ApprovalId{call.id});
    if (!approval) return domain::refuse(domain::RefusalCode::not_found, "There is no approval with this id.");
    return approval_response(call, transaction, *approval);
  });
}

}  // namespace formulary::api::handlers
