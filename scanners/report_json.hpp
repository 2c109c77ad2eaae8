// The Report as JSON, in the shape of schemas/report.json. Written once here, read by the service's own reader.
#pragma once

#include <cstdint>
#include <string>

#include "scanners/report.hpp"

namespace formulary {

/// One line of JSON without a final newline; keys in the schema's order. Deterministic. The Report's text must be valid
/// UTF-8 (see normalise.hpp).
std::string to_json(const Report& report);

/// The bytes that one row takes up in `to_json`, at most.
std::uint64_t json_size(const Fact& fact);
std::uint64_t json_size(const Anomaly& anomaly);

}  // namespace formulary
