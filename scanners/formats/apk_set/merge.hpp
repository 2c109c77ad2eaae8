// One Report of many: the base's facts become the application's, what the others add keeps their names, and a signature
// counts only when it is the same on all.
#pragma once

#include <vector>

#include "scanners/format.hpp"
#include "scanners/formats/apk_set/member.hpp"

namespace formulary::formats::apk_set {

/// States what was found in the members; the first is the base. Evidence begins with the member's name.
void merge(ScanContext& context, std::vector<Member>& members);

}  // namespace formulary::formats::apk_set
