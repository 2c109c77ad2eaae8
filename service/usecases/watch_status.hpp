// What is known of a watched source since the service started: shown beside the data set that it feeds.
#pragma once

#include <optional>
#include <string>

#include "service/domain/time.hpp"

namespace formulary::usecases {

struct WatchStatus {
  std::string dataset;  ///< id of the data set
  std::string source;   ///< folder, or address without what stands behind `?`
  int every_hours = 0;
  std::optional<domain::Instant> tried{};    ///< last time
  std::optional<domain::Instant> changed{};  ///< when it last brought new files
  std::string problem;                       ///< of the last time, one sentence; empty: none
};

}  // namespace formulary::usecases
