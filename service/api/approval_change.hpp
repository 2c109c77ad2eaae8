// What suspending, lifting and revoking have in common: a reason, and one event on the approval of the path.
#pragma once

#include "service/api/endpoint.hpp"
#include "service/domain/approval.hpp"

namespace formulary::api {

Response change_approval(const Call& call, domain::ApprovalEvent event);

}  // namespace formulary::api
