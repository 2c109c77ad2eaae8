// BundleConfig.pb: how a bundle was built, and what the store is asked to make of it (bundletool, config.proto, message
// BundleConfig).
#pragma once

#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"

namespace formulary::formats::aab {

inline constexpr std::string_view config_file = "BundleConfig.pb";

/// States `aab.type`, `aab.bundletool_version`, `aab.split_by`, `aab.optimization` and `aab.embedded_apk`.
void state_config(ScanContext& context, const bytes::Zip& zip);

}  // namespace formulary::formats::aab
