// Proposals as answers, and the 202 of a change that waits for another administrator.
#pragma once

#include <string>

#include "service/api/shapes.hpp"
#include "service/usecases/propose.hpp"

namespace formulary::api {

Json proposal_json(const Call& call, usecases::Transaction& transaction, const domain::Proposal& proposal);

/// 202, and where the proposal is.
Response waits(const Call& call, usecases::Transaction& transaction, const domain::Proposal& proposal);

/// Adds half of a welcome code, or the secret of a token, to an answer that shows a proposal. Done after `change`, so
/// that a repeated request does not find it remembered: it is shown once.
Response with_secrets(Response response, const std::string& half, const std::string& secret = {});

/// The answer to a request without a body to show, or the 202.
template <class Done>
domain::Result<Response> done_or_waits(const Call& call, usecases::Transaction& transaction,
                                       const domain::Result<usecases::DoneOrFiled<Done>>& outcome,
                                       std::string* half = nullptr) {
  if (!outcome) return std::unexpected(outcome.error());
  if (const auto* filed = std::get_if<usecases::Filed>(&*outcome)) {
    if (half != nullptr) *half = filed->half;
    return waits(call, transaction, filed->proposal);
  }
  Response response;
  response.status = 204;
  return response;
}

}  // namespace formulary::api
