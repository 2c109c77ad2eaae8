// AndroidManifest.xml: found, read, recognised as a manifest, and looked over as a whole. What its elements say is
// stated by the parts that package.hpp names.
#pragma once

#include <optional>
#include <string>

#include "scanners/formats/android/package.hpp"

namespace formulary::formats::android {

/// The manifest of a package, or of a module of a bundle. Nothing when there is none that can be read, or when it is
/// not a manifest: then `context.malformed` says so, and so does an anomaly.
std::optional<bytes::XmlDocument> read_manifest(ScanContext& context, const bytes::Zip& zip, XmlEncoding encoding,
                                                const std::string& file);

/// States an anomaly for each attribute whose name and id disagree, and each element that counts only once.
void judge_manifest(ScanContext& context, const bytes::XmlDocument& manifest);

}  // namespace formulary::formats::android
