#include "service/api/approval_change.hpp"
#include "service/api/handlers.hpp"

namespace formulary::api::handlers {

Response revoke_approval(const Call& call) { return change_approval(call, domain::ApprovalEvent::revoke); }

}  // namespace formulary::api::handlers
