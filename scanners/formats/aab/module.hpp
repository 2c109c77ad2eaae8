// The modules of a bundle (developer.android.com, "The Android App Bundle format"): folders with a manifest each. The
// base stands for the application; of the others counts what platforms read of a split.
#pragma once

#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"

namespace formulary::formats::aab {

/// States the facts `android.*` of all modules, and `aab.module*`. False when there is no base that can be read.
bool state_modules(ScanContext& context, const bytes::Zip& zip);

}  // namespace formulary::formats::aab
