// The files in which sets say what they hold: toc.pb of bundletool (commands.proto, message BuildApksResult),
// manifest.json of XAPK, info.json of APKM, meta.sai_v1.json and meta.sai_v2.json of SAI. The platform reads none of
// them, but people and installers do, so what they say is compared with the packages.
#pragma once

#include <vector>

#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"
#include "scanners/formats/apk_set/member.hpp"

namespace formulary::formats::apk_set {

/// Whether a file of this name at the top of an archive is such an index.
bool is_index(std::string_view file);

/// States `apk_set.index` and `apk_set.builder`; an anomaly for what the packages do not bear out. The first member is
/// the base.
void judge_index(ScanContext& context, const bytes::Zip& zip, const std::vector<Member>& members);

}  // namespace formulary::formats::apk_set
