// What an Android package holds beside its manifest and resources: code, native libraries, the runtimes that bring
// other languages, libraries by others. Each part has a file of its own; this is the order in which they are read.
//
// To add a part: its file, and its line in contents.cpp.
#pragma once

#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"
#include "scanners/formats/android/package.hpp"

namespace formulary::formats::android {

/// To be called when the manifest's facts have been stated. `files` has the names that files have in a package; of a
/// module of a bundle, `proto_resources` is what its file of resources holds.
void state_contents(ScanContext& context, const bytes::Zip& files, XmlEncoding encoding = XmlEncoding::binary,
                    bytes::View proto_resources = {});

}  // namespace formulary::formats::android
