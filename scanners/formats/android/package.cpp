#include "scanners/formats/android/package.hpp"

namespace formulary::formats::android {

// ParsingPackageUtils.parseSplitApk: of a split's manifest, platforms read its identity and its components.
void state_package(Package& package) {
  state_identity(package);
  state_resource_variants(package);
  state_components(package);
  if (package.base != nullptr) return;
  state_label_and_icon(package);
  state_permissions(package);
  state_features(package);
  state_application(package);
  state_network(package);
  state_backup(package);
}

std::string Package::class_name(std::string_view written) const {
  if (written.starts_with('.')) return name + std::string(written);
  if (written.find('.') == std::string_view::npos && !written.empty()) return name + "." + std::string(written);
  return std::string(written);
}

}  // namespace formulary::formats::android
