// The Report as JSON, in the shape of schemas/report.json. Written once here, read by the service's own reader.
#pragma once

#include <string>

#include "scanners/report.hpp"

namespace formulary {

/// One line of JSON without a final newline; keys in the schema's order. Deterministic.
std::string to_json(const Report& report);

}  // namespace formulary
