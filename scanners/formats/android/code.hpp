// The package's code without decompiling it: the tables of every classes*.dex, the references of its instructions, and
// the texts of scripts and settings beside them. States what the code names, calls and holds; never whether that is
// acceptable. Files are read one after the other, so no more than one is in memory.
#pragma once

#include "scanners/formats/android/code_tables.hpp"
#include "scanners/formats/android/package.hpp"

namespace formulary::formats::android {

/// States the facts about code. To be called when the manifest's facts have been stated: classes that the manifest
/// names and the code does not have are one of them.
CodeTables state_code(ScanContext& context, const bytes::Zip& zip, XmlEncoding encoding, bytes::View proto_resources);

}  // namespace formulary::formats::android
