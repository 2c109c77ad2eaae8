// Android packages: detection, and the order in which their parts are read.
#include <algorithm>
#include <optional>

#include "scanners/bytes/android_table.hpp"
#include "scanners/bytes/zip_directory.hpp"
#include "scanners/formats/android/container.hpp"
#include "scanners/formats/android/contents.hpp"
#include "scanners/formats/android/element.hpp"
#include "scanners/formats/android/manifest.hpp"
#include "scanners/formats/apk/signature.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::apk {

bool detect(const bytes::Source& source);
void scan(ScanContext& context);

namespace {

using android::Package;

bool refers_to_own_resources(const bytes::XmlDocument& manifest) {
  return std::any_of(manifest.elements().begin(), manifest.elements().end(), [](const bytes::XmlElement& element) {
    return std::any_of(element.attributes.begin(), element.attributes.end(), [](const bytes::XmlAttribute& one) {
      return one.value.is_reference() && one.value.data >> 24 == 0x7f;
    });
  });
}

std::optional<bytes::ResourceTable> read_resources(ScanContext& context, const bytes::Zip& zip,
                                                   const bytes::XmlDocument& manifest) {
  constexpr std::string_view file = "resources.arsc";
  const bytes::ZipEntry* entry = zip.find(file);
  if (entry == nullptr) {
    if (refers_to_own_resources(manifest)) context.object(anomaly::arsc_missing, "", file);
    return std::nullopt;
  }
  auto content = zip.extract(*entry, context.budget, context.anomalies, bytes::Checksum::only_reported);
  if (!content) return std::nullopt;
  return bytes::ResourceTable::read(std::move(*content), context.budget, context.anomalies);
}

SigningContext state_manifest(ScanContext& context, const bytes::Zip& zip, const bytes::XmlDocument& manifest) {
  const std::optional<bytes::ResourceTable> resources = read_resources(context, zip, manifest);
  Package package{.context = context,
                  .zip = zip,
                  .manifest = manifest,
                  .resources = resources ? &*resources : nullptr,
                  .base = context.options.base ? &*context.options.base : nullptr};
  android::judge_manifest(context, manifest);
  android::state_package(package);

  SigningContext signing;
  signing.manifest_readable = true;
  if (package.min_sdk != Package::newest_sdk) signing.min_sdk = package.min_sdk;
  signing.target_sdk = package.target_sdk;
  const auto sandbox = android::root(package, manifest).integer(tables::attribute::targetSandboxVersion);
  signing.target_sandbox_version = static_cast<std::uint32_t>(sandbox.value_or(1));
  return signing;
}

}  // namespace

// A ZIP archive whose directory lists a manifest at the top.
bool detect(const bytes::Source& source) {
  return std::ranges::any_of(bytes::list_zip(source),
                             [](const bytes::ZipEntry& entry) { return entry.name == "AndroidManifest.xml"; });
}

void scan(ScanContext& context) {
  const std::optional<bytes::Zip> zip = bytes::Zip::open(context.source, context.budget, context.anomalies);
  if (!zip) {
    context.malformed = "the archive's central directory cannot be read";
    return;
  }
  const bool whole = context.options.extent == Extent::whole;
  if (whole) android::state_container(context, *zip, android::Layout::package);
  SigningContext signing;
  if (const auto manifest = android::read_manifest(context, *zip, android::XmlEncoding::binary, "AndroidManifest.xml"))
    signing = state_manifest(context, *zip, *manifest);
  if (!whole) return;
  android::state_contents(context, *zip);
  state_signatures(context, *zip, signing);
}

}  // namespace formulary::formats::apk
