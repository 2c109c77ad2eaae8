// Judgements of claims as JSON columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/domain/claims/claim.hpp"

namespace formulary::io::store {

std::string checks_json(const domain::ClaimJudgement& judgement);
std::vector<domain::ClaimCheck> read_checks(std::string_view json);

std::string evidence_json(const domain::ClaimJudgement& judgement);
std::vector<domain::Snapshot> read_evidence(std::string_view json);

}  // namespace formulary::io::store
