// AndroidManifest.xml: found, read, recognised as a manifest, and looked over as a whole. What its elements say is
// stated by the parts that package.hpp names.
#pragma once

#include <optional>

#include "scanners/bytes/android_xml.hpp"
#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"

namespace formulary::formats::apk {

/// The manifest of the package. Nothing when there is none that can be read, or when it is not a manifest: then
/// `context.malformed` says so, and so does an anomaly.
std::optional<bytes::XmlDocument> read_manifest(ScanContext& context, const bytes::Zip& zip);

/// States an anomaly for each attribute whose name and id disagree, and each element that counts only once.
void judge_manifest(ScanContext& context, const bytes::XmlDocument& manifest);

}  // namespace formulary::formats::apk
