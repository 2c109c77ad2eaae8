// What the anomalies of a Report are called where people read them: the sentence that scanners/anomalies.def has for
// each. Reports hold ids only, so that a better sentence speaks about yesterday's package too.
#pragma once

#include <string_view>

namespace formulary::domain {

/// Empty for an id that no scanner states.
std::string_view anomaly_sentence(std::string_view id);

}  // namespace formulary::domain
