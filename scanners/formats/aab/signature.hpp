// The signature over a bundle: a JAR signature by whoever uploads it to the store. It says who built the bundle, and
// nothing about who signs what telephones get.
#pragma once

#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"

namespace formulary::formats::aab {

/// States `aab.upload_signature.*` and `certificate.*`; an anomaly for each reason why the signature does not hold.
void state_upload_signature(ScanContext& context, const bytes::Zip& zip);

}  // namespace formulary::formats::aab
