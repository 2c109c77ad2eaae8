// Which software development kits the package contains: those of scanners/tables/sdks.def, by the classes in its code,
// the components and settings in its manifest, and the domains in its texts.
#pragma once

#include "scanners/formats/android/code_tables.hpp"
#include "scanners/formats/android/package.hpp"

namespace formulary::formats::android {

/// To be called when the facts about components and meta-data have been stated.
void state_sdks(ScanContext& context, const CodeTables& code);

}  // namespace formulary::formats::android
