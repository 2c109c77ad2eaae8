// Recalls, and what they touch, as JSON: what the notice says beside what the registry says.
#pragma once

#include "service/api/shapes.hpp"
#include "service/usecases/recall_notices.hpp"

namespace formulary::api {

/// A notice with where it stands; `matches` counts the versions it seemed to touch.
Json recall_json(usecases::Transaction& transaction, const usecases::FoundNotice& found);

enum class Detail : std::uint8_t { row, whole };

/// One case. Whole: with its life, its sources, and all that was compared of the version.
Json recall_match_json(const Call& call, Shapes& shapes, usecases::Transaction& transaction,
                       const domain::RecallCase& recall, Detail detail = Detail::row);

Response recall_match_response(const Call& call, usecases::Transaction& transaction, const domain::RecallCase& recall,
                               int status = 200);

}  // namespace formulary::api
