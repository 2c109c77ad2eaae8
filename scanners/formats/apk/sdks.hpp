// Which software development kits the package contains: those of scanners/tables/sdks.def, by the classes in its code,
// the components and settings in its manifest, and the domains in its texts.
#pragma once

#include "scanners/formats/apk/code_tables.hpp"
#include "scanners/formats/apk/package.hpp"

namespace formulary::formats::apk {

/// To be called when the facts about components and meta-data have been stated.
void state_sdks(ScanContext& context, const CodeTables& code);

}  // namespace formulary::formats::apk
