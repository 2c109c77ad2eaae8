// Version numbers as they stand in texts of libraries: `1.1.1k`, `1.2.13.1-motley`, `3.0.0-beta2`.
#pragma once

#include <string_view>

namespace formulary::formats::android {

/// The version that `text` begins with; empty when it begins with none. At least two numbers with a dot between, then
/// perhaps two small letters and a word behind a hyphen.
std::string_view version_at(std::string_view text);

/// Whether all of `text` is a version as people give them to packages: begins with a digit, at most 64 letters, digits,
/// and `.`, `-`, `_`, `+`.
bool is_version(std::string_view text);

}  // namespace formulary::formats::android
