// Android packages: detection, and the order in which their parts are read.
#include <algorithm>
#include <optional>

#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/zip_directory.hpp"
#include "scanners/bytes/zip_end.hpp"
#include "scanners/formats/apk/code.hpp"
#include "scanners/formats/apk/element.hpp"
#include "scanners/formats/apk/libraries.hpp"
#include "scanners/formats/apk/manifest.hpp"
#include "scanners/formats/apk/native.hpp"
#include "scanners/formats/apk/runtime.hpp"
#include "scanners/formats/apk/sdks.hpp"
#include "scanners/formats/apk/signature.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::apk {

bool detect(const bytes::Source& source);
void scan(ScanContext& context);

namespace {

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
  Package package{context, zip, manifest, resources ? &*resources : nullptr, "", 1, 1, false};
  judge_manifest(context, manifest);
  state_identity(package);
  state_label_and_icon(package);
  state_permissions(package);
  state_features(package);
  state_application(package);
  state_components(package);
  state_network(package);
  state_backup(package);

  SigningContext signing;
  signing.manifest_readable = true;
  if (package.min_sdk != Package::newest_sdk) signing.min_sdk = package.min_sdk;
  signing.target_sdk = package.target_sdk;
  const auto sandbox = root(package, manifest).integer(tables::attribute::targetSandboxVersion);
  signing.target_sandbox_version = static_cast<std::uint32_t>(sandbox.value_or(1));
  return signing;
}

}  // namespace

// A ZIP archive whose directory lists a manifest at the top.
bool detect(const bytes::Source& source) {
  std::vector<Anomaly> unused;
  bytes::Complaints complaints(unused);
  bytes::Budget budget = bytes::Budget::for_file(source.size());
  const std::optional<bytes::ZipEnd> end = bytes::find_zip_end(source, complaints);
  if (!end) return false;
  const auto directory = bytes::read_zip_directory(source, *end, budget, complaints);
  if (!directory) return false;
  return std::any_of(directory->entries.begin(), directory->entries.end(),
                     [](const bytes::ZipEntry& entry) { return entry.name == "AndroidManifest.xml"; });
}

void scan(ScanContext& context) {
  const std::optional<bytes::Zip> zip = bytes::Zip::open(context.source, context.budget, context.anomalies);
  if (!zip) {
    context.malformed = "the archive's central directory cannot be read";
    return;
  }
  state_container(context, *zip);
  SigningContext signing;
  if (const auto manifest = read_manifest(context, *zip)) signing = state_manifest(context, *zip, *manifest);
  const CodeTables code = state_code(context, *zip);
  state_native(context, *zip);
  state_runtime(context, *zip);
  state_libraries(context, *zip);
  state_sdks(context, code);
  state_signatures(context, *zip, signing);
}

}  // namespace formulary::formats::apk
