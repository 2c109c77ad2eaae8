// Whether the packages of a set fit each other, as the platform demands at installation (platform source,
// ApkLiteParseUtils and PackageInstallerSession) and beyond: one application, one version, every split where it
// belongs, and no two packages that say different things about the same.
#pragma once

#include <vector>

#include "scanners/format.hpp"
#include "scanners/formats/apk_set/member.hpp"

namespace formulary::formats::apk_set {

/// An anomaly for each contradiction; the first member is the base.
void judge(ScanContext& context, const std::vector<Member>& members);

}  // namespace formulary::formats::apk_set
