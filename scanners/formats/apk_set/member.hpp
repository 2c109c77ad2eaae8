// The packages in a set: which there are, which is the base, and what was found in each.
#pragma once

#include <string>
#include <vector>

#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"

namespace formulary::formats::apk_set {

/// Bases that are not the chosen one are alternatives for other devices.
enum class Role { base, alternative, split };

struct Member {
  const bytes::ZipEntry* entry = nullptr;
  Role role = Role::split;
  Report report;  ///< empty until the member was scanned

  const std::string& file() const { return entry->name; }
  /// The value of the first fact of this name that has no subject; empty when there is none.
  std::string_view value(std::string_view fact) const;
  /// The name of the split; empty for a base.
  std::string_view split() const { return value(fact::android_split); }
  /// Where in the set: `base.apk!/AndroidManifest.xml#/manifest`.
  std::string place(std::string_view within) const {
    return within.empty() ? file() : file() + "!/" + std::string(within);
  }
};

/// All packages of the archive, the base first, then by name. Roles are told by the packages' manifests, not by names;
/// where there are several bases, the one whose name is the most usual is chosen. Without a base, all are splits. When
/// packages are longer together than the archive, the rest is left out and `outer` exceeded.
std::vector<Member> find_members(const bytes::Zip& zip, bytes::Budget& outer);

/// What the base says that holds for its splits.
BasePackage as_base(const Member& base);

}  // namespace formulary::formats::apk_set
