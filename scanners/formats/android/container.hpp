// What is in an archive, by names and first bytes: Dalvik code, native libraries, programs and archives within it, and
// what is within those. Nothing is run and nothing unpacked but archives, as deep and as far as the budget allows.
#pragma once

#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"

namespace formulary::formats::android {

/// Where an archive has its code: an installable package at the top, a bundle in folders named after its modules, a
/// set of packages in packages, which are looked at as such and not here.
enum class Layout { package, bundle, set };

void state_container(ScanContext& context, const bytes::Zip& zip, Layout layout);

}  // namespace formulary::formats::android
