// Android App Bundles (developer.android.com, "The Android App Bundle format"): detection, and the order in which their
// parts are read. A bundle is not installed: stores make packages from it.
#include <algorithm>

#include "scanners/bytes/zip_directory.hpp"
#include "scanners/formats/aab/config.hpp"
#include "scanners/formats/aab/module.hpp"
#include "scanners/formats/aab/signature.hpp"
#include "scanners/formats/android/container.hpp"

namespace formulary::formats::aab {

bool detect(const bytes::Source& source);
void scan(ScanContext& context);

namespace {

void state_metadata(ScanContext& context, const bytes::Zip& zip) {
  for (const bytes::ZipEntry& entry : zip.entries()) {
    if (entry.name.starts_with("BUNDLE-METADATA/") && !entry.name.ends_with('/')) {
      context.state(fact::aab_metadata, "", entry.name, entry.name);
    }
  }
}

}  // namespace

// A ZIP archive with the bundle's configuration at the top, or with the manifest of a base module.
bool detect(const bytes::Source& source) {
  return std::ranges::any_of(bytes::list_zip(source), [](const bytes::ZipEntry& entry) {
    return entry.name == config_file || entry.name == "base/manifest/AndroidManifest.xml";
  });
}

void scan(ScanContext& context) {
  const std::optional<bytes::Zip> zip = bytes::Zip::open(context.source, context.budget, context.anomalies);
  if (!zip) {
    context.malformed = "the archive's central directory cannot be read";
    return;
  }
  const bool whole = context.options.extent == Extent::whole;
  if (whole) android::state_container(context, *zip, android::Layout::bundle);
  state_config(context, *zip);
  state_metadata(context, *zip);
  if (!state_modules(context, *zip) && context.malformed.empty()) context.malformed = "the bundle has no base module";
  if (whole) state_upload_signature(context, *zip);
}

}  // namespace formulary::formats::aab
