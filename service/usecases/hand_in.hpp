// Hands in what a web host says about an app that claims its addresses: the statement list that somebody fetched. The
// service itself fetches nothing.
#pragma once

#include "service/domain/asset_links.hpp"
#include "service/domain/submission.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

/// By the submitter or a reviewer, while the request is in review or waits for an answer. Reviews that were given on
/// other findings no longer stand. Who and when are filled in here. Refusals: forbidden, conflict (another state, no
/// file that was examined), invalid (`/host`: the app does not claim it).
domain::Result<domain::Submission> hand_in(Transaction& transaction, World& world, const domain::Actor& actor,
                                           const domain::SubmissionId& id, std::int64_t revision,
                                           domain::AssetLinks list);

}  // namespace formulary::usecases
