// Native libraries of the package: lib/<architecture>/*.so, and those that lie elsewhere under that ending.
#pragma once

#include "scanners/formats/android/package.hpp"

namespace formulary::formats::android {

/// States the facts about every native library. Stops when the budget is used up.
void state_native(ScanContext& context, const bytes::Zip& zip);

}  // namespace formulary::formats::android
