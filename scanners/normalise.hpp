// Makes of what the formats stated what a Report may say: valid UTF-8, sorted, without duplicates, and small enough to
// cross the wall. It drops nothing silently: what does not fit is counted by the anomaly `limit.exceeded`, and the
// Report becomes partial.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "scanners/report.hpp"

namespace formulary {

/// How much a Report may say.
struct ReportLimits {
  std::uint64_t text = 64 * 1024;           ///< bytes of one string
  std::uint64_t report = 15 * 1024 * 1024;  ///< bytes of JSON; the service reads 16 MiB
};

/// `raw` with every byte that is no part of valid UTF-8 (RFC 3629) as `\xNN`.
std::string valid_utf8(std::string_view raw);

/// Brings `report` into its final form.
void normalise(Report& report, const ReportLimits& limits = {});

/// Makes `report` partial because the limit `what` was reached; the first reason stays.
void exceed(Report& report, std::string_view what);

}  // namespace formulary
