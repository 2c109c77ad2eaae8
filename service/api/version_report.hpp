// The Report that speaks for a version: of the artifact that was asked for with `sha256`, or of the one added last.
#pragma once

#include "service/api/endpoint.hpp"

namespace formulary::api {

/// Refusals: not_found.
domain::Result<usecases::StoredReport> version_report(const Call& call, usecases::Transaction& transaction);

}  // namespace formulary::api
