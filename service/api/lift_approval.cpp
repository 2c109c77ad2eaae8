#include "service/api/approval_change.hpp"
#include "service/api/handlers.hpp"

namespace formulary::api::handlers {

Response lift_approval(const Call& call) { return change_approval(call, domain::ApprovalEvent::lift); }

}  // namespace formulary::api::handlers
