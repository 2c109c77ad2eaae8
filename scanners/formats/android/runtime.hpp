// Runtimes that bring another language to Android: Flutter, React Native, Cordova and the like, known by their files.
#pragma once

#include "scanners/formats/android/package.hpp"

namespace formulary::formats::android {

/// States which runtimes the package has, their versions where a file says them, and where the code is that they run.
void state_runtime(ScanContext& context, const bytes::Zip& zip);

}  // namespace formulary::formats::android
