// The package that is being read, or the module of a bundle: what all parts of the Android scanner share. Each part is
// a function that states its facts; none depends on another's having run, but for state_identity, which comes first.
//
// To add a fact about Android packages: its line in facts.def, and its statement in the part that reads its element.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/bytes/android_resources.hpp"
#include "scanners/bytes/android_xml.hpp"
#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"

namespace formulary::formats::android {

/// How a package keeps its XML: installable ones as the platform reads it, bundles as the build tools exchange it.
enum class XmlEncoding { binary, protobuf };

struct Package {
  /// Platform levels that are codenames count as newer than every released one.
  static constexpr std::uint32_t newest_sdk = 10000;

  ScanContext& context;
  const bytes::Zip& zip;
  const bytes::XmlDocument& manifest;
  const bytes::Resources* resources = nullptr;  ///< null when the package has none that can be read
  const BasePackage* base = nullptr;            ///< of a split
  std::string folder = {};                      ///< `base/` in a bundle, where the module has its files
  XmlEncoding encoding = XmlEncoding::binary;
  std::string name = {};  ///< the application id; empty when the manifest has none
  std::uint32_t min_sdk = 1;
  std::uint32_t target_sdk = 1;
  bool target_sdk_given = false;  ///< false: target_sdk is min_sdk, or 1

  /// The class that a name in the manifest stands for: `.Main` and `Main` belong to the package.
  std::string class_name(std::string_view written) const;
};

/// What `package`, which is a base, says that holds for its splits.
BasePackage as_base(Package& package);

/// Adds what was stated about a split to what is stated about the application. What a fact without a subject says, it
/// says of the split only, so it gets `split` as its subject.
void join(ScanContext& application, std::vector<Fact> facts, std::string_view split);

/// The content of an XML file of the package, such as `res/xml/network.xml`. Nothing when there is no such file, or
/// when it cannot be read and an anomaly says why.
std::optional<bytes::XmlDocument> read_xml(Package& package, const std::string& file_name);

/// The protection levels of the permissions that the package declares.
std::map<std::string, std::string> declared_levels(Package& package);

void state_package(Package& package);  ///< everything below; of a split, what platforms read of it

void state_identity(Package& package);           ///< version, SDK levels, splits, shared user
void state_label_and_icon(Package& package);     ///< label and icon
void state_resource_variants(Package& package);  ///< languages, densities
void state_permissions(Package& package);        ///< asked for, implied, declared
void state_features(Package& package);           ///< features, libraries, screens, queries
void state_application(Package& package);        ///< the application's flags and meta-data
void state_components(Package& package);         ///< activities, services, receivers, providers
void state_network(Package& package);            ///< network security configuration
void state_bundled_trust(Package& package, const std::set<std::string>& anchors);  ///< certificates and keys as files
void state_backup(Package& package);  ///< rules for backup and device transfer

}  // namespace formulary::formats::android
