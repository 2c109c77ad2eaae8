// Libraries by others that say in a file of the package who they are: the component list is made of these.
#pragma once

#include "scanners/formats/android/package.hpp"

namespace formulary::formats::android {

/// States `android.library_bundled` for every library that a file names, with its version where the file says one.
/// Native libraries are state_native's.
void state_libraries(ScanContext& context, const bytes::Zip& zip);

}  // namespace formulary::formats::android
