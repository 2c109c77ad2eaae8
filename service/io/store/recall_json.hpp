// What a case rests on, as columns of JSON: the notice, its sources, the signals.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/domain/recall_case.hpp"

namespace formulary::io::store {

std::string notice_json(const domain::RecallNotice& notice);
domain::RecallNotice read_notice(std::string_view json);
std::string sources_json(const std::vector<domain::RecallSource>& sources);
std::vector<domain::RecallSource> read_sources(std::string_view json);
std::string signals_json(const std::vector<domain::SignalEvidence>& signals);
std::vector<domain::SignalEvidence> read_signals(std::string_view json);

}  // namespace formulary::io::store
