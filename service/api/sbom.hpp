// The component list of an artifact as CycloneDX 1.6 (ECMA-424), made from the facts that its Report states: libraries
// that files name, versions found in native libraries, runtimes, and software development kits. It says what was seen
// and where; a component without a version is one whose version the package does not say. The same Report gives the
// same list, byte for byte.
#pragma once

#include <string>

#include "scanners/report.hpp"
#include "service/api/json.hpp"
#include "service/domain/time.hpp"

namespace formulary::api {

inline constexpr std::string_view cyclonedx_type = "application/vnd.cyclonedx+json";

Json cyclonedx_json(const Report& report, domain::Instant scanned);

}  // namespace formulary::api
