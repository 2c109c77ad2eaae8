// Libraries within scripts, known by the notice that their builds leave in front: `@license React v17.0.2`.
//
// To add a library: a row in the table of script_libraries.cpp.
#pragma once

#include "scanners/formats/android/package.hpp"

namespace formulary::formats::android {

/// Looks through every script below assets/; compiled bundles hold no notices and are passed over.
void state_script_libraries(ScanContext& context, const bytes::Zip& zip);

}  // namespace formulary::formats::android
