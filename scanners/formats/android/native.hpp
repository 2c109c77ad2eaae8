// Native libraries of the package: lib/<architecture>/*.so, and those that lie elsewhere under that ending.
#pragma once

#include "scanners/formats/android/code_tables.hpp"
#include "scanners/formats/android/package.hpp"

namespace formulary::formats::android {

/// States the facts about every native library; `code` is what it may offer functions to. Stops when the budget is used
/// up.
void state_native(ScanContext& context, const bytes::Zip& zip, const CodeTables& code);

}  // namespace formulary::formats::android
