#include "scanners/formats/android/manifest.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "scanners/bytes/android_proto_xml.hpp"
#include "scanners/bytes/complaints.hpp"
#include "scanners/formats/android/element.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

constexpr std::size_t longest_shown = 200;  // of the name of an attribute
constexpr std::string_view android_uri = "http://schemas.android.com/apk/res/android";

// The platform goes by the id. A name that says something else misleads people; an attribute without an id is not seen
// by the platform at all, whatever its name.
bool disguised(const bytes::XmlAttribute& attribute) {
  if (attribute.name.empty()) return false;  // stated where the file is read
  const std::string_view meant = tables::android_attribute_name(attribute.resource_id);
  if (!meant.empty()) return meant != attribute.name;
  const bool looks_like_platform = attribute.ns == android_uri && tables::android_attribute_id(attribute.name) != 0;
  return looks_like_platform && attribute.resource_id <= tables::last_android_attribute();
}

// Far more than any manifest needs.
bool is_of_usual_size(ScanContext& context, const bytes::ZipEntry& entry) {
  constexpr std::uint64_t largest = 16 * bytes::Budget::mebibyte;
  if (entry.size > largest) context.budget.exceed("size of an XML file");
  return entry.size <= largest;
}

std::optional<bytes::XmlDocument> read_document(ScanContext& context, bytes::View content, XmlEncoding encoding,
                                                const std::string& file) {
  return encoding == XmlEncoding::binary ? bytes::XmlDocument::read(content, file, context.budget, context.anomalies)
                                         : bytes::read_proto_xml(content, file, context.budget, context.anomalies);
}

}  // namespace

std::optional<bytes::XmlDocument> read_manifest(ScanContext& context, const bytes::Zip& zip, XmlEncoding encoding,
                                                const std::string& file) {
  const auto refuse = [&](std::string_view id, std::string_view subject, std::string_view why) {
    context.object(id, subject, file);
    if (context.malformed.empty()) context.malformed = why;
    return std::nullopt;
  };
  const bytes::ZipEntry* entry = zip.find(file);
  if (entry == nullptr) return refuse(anomaly::manifest_missing, "", "the package has no manifest");
  if (!is_of_usual_size(context, *entry)) {
    return refuse(anomaly::manifest_missing, "too large", "the manifest is larger than the scanner holds");
  }
  const auto content = zip.extract(*entry, context.budget, context.anomalies, bytes::Checksum::only_reported);
  if (!content) return refuse(anomaly::manifest_missing, "unreadable", "the manifest cannot be extracted");

  auto manifest = read_document(context, *content, encoding, file);
  if (!manifest) return refuse(anomaly::manifest_not_a_manifest, "", "the manifest is not in the form it must have");
  if (!manifest->whole() && context.malformed.empty()) context.malformed = "the manifest is damaged";
  const std::string_view root = manifest->elements().front().name;
  if (root != "manifest") {
    return refuse(anomaly::manifest_not_a_manifest, root, "the file in the manifest's place is not a manifest");
  }
  return manifest;
}

std::optional<bytes::XmlDocument> read_xml(Package& package, const std::string& file_name) {
  const std::string file = package.folder + file_name;
  const bytes::ZipEntry* entry = package.zip.find(file);
  if (entry == nullptr) return std::nullopt;
  ScanContext& context = package.context;
  if (!is_of_usual_size(context, *entry)) return std::nullopt;
  const auto content = package.zip.extract(*entry, context.budget, context.anomalies, bytes::Checksum::only_reported);
  if (!content) return std::nullopt;
  return read_document(context, *content, package.encoding, file);
}

void judge_manifest(ScanContext& context, const bytes::XmlDocument& manifest) {
  static constexpr std::array<std::string_view, 2> once = {"application", "uses-sdk"};
  bytes::Complaints complaints(context.anomalies);
  for (const bytes::XmlElement& element : manifest.elements()) {
    for (const bytes::XmlAttribute& attribute : element.attributes) {
      if (!disguised(attribute)) continue;
      const std::string_view meant = tables::android_attribute_name(attribute.resource_id);
      const std::string name = clean(attribute.name.substr(0, longest_shown));
      complaints.add(anomaly::axml_attribute_disguised,
                     name + " is " + (meant.empty() ? "nothing" : std::string(meant)), manifest.locate(element));
    }
    const bool counts_once = std::find(once.begin(), once.end(), element.name) != once.end();
    if (element.depth == 1 && counts_once && element.ordinal > 1) {
      complaints.add(anomaly::manifest_duplicate_element, element.name, manifest.locate(element));
    }
  }
  complaints.finish();
}

}  // namespace formulary::formats::android
