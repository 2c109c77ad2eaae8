// The package that is being read: what all parts of the Android scanner share. Each part is a function that states its
// facts; none depends on another's having run.
//
// To add a fact about Android packages: its line in facts.def, and its statement in the part that reads its element.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "scanners/bytes/android_table.hpp"
#include "scanners/bytes/android_xml.hpp"
#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"

namespace formulary::formats::apk {

struct Package {
  /// Platform levels that are codenames count as newer than every released one.
  static constexpr std::uint32_t newest_sdk = 10000;

  ScanContext& context;
  const bytes::Zip& zip;
  const bytes::XmlDocument& manifest;
  const bytes::ResourceTable* resources;  ///< null when the package has none that can be read
  std::string name;                       ///< the application id; empty when the manifest has none
  std::uint32_t min_sdk = 1;
  std::uint32_t target_sdk = 1;
  bool target_sdk_given = false;  ///< false: target_sdk is min_sdk, or 1

  /// The class that a name in the manifest stands for: `.Main` and `Main` belong to the package.
  std::string class_name(std::string_view written) const;
};

/// The content of a binary XML file of the package, such as `res/xml/network.xml`. Nothing when there is no such file,
/// or when it cannot be read and an anomaly says why.
std::optional<bytes::XmlDocument> read_xml(Package& package, const std::string& file_name);

void state_identity(Package& package);        ///< version, SDK levels, splits, shared user
void state_label_and_icon(Package& package);  ///< label, icon, languages, densities
void state_permissions(Package& package);     ///< asked for, implied, declared
void state_features(Package& package);        ///< features, libraries, screens, queries
void state_application(Package& package);     ///< the application's flags and meta-data
void state_components(Package& package);      ///< activities, services, receivers, providers
void state_network(Package& package);         ///< network security configuration
void state_bundled_trust(Package& package, const std::set<std::string>& anchors);  ///< certificates and keys as files
void state_backup(Package& package);                                ///< rules for backup and device transfer
void state_container(ScanContext& context, const bytes::Zip& zip);  ///< what is in the archive

}  // namespace formulary::formats::apk
