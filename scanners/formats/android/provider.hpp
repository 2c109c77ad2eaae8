// What is particular to content providers: who may read and write what, and which folders a file provider shares.
#pragma once

#include <string>

#include "scanners/formats/android/element.hpp"

namespace formulary::formats::android {

/// `guard` is the permission that holds where the provider names none of its own for reading or writing.
void state_provider(Package& package, const Element& provider, const std::string& class_name, const std::string& guard);

}  // namespace formulary::formats::android
