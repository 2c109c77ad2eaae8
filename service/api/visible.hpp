// Which submission a caller sees: every one but the drafts of others.
#pragma once

#include "service/api/endpoint.hpp"
#include "service/domain/submission.hpp"

namespace formulary::api {

/// The submission of the path. Refusals: not_found.
domain::Result<domain::Submission> visible_submission(const Call& call, usecases::Transaction& transaction);

}  // namespace formulary::api
