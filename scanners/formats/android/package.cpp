#include "scanners/formats/android/package.hpp"

#include "scanners/formats/android/element.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::android {

// ParsingPackageUtils.parseSplitApk: of a split's manifest, platforms read its identity and its components.
void state_package(Package& package) {
  state_identity(package);
  state_components(package);
  // The modules of a bundle share their resources; they are the base's.
  if (package.base == nullptr || package.encoding == XmlEncoding::binary) state_resource_variants(package);
  if (package.base != nullptr) return;
  state_label_and_icon(package);
  state_permissions(package);
  state_features(package);
  state_application(package);
  state_network(package);
  state_backup(package);
}

BasePackage as_base(Package& package) {
  BasePackage base;
  base.name = package.name;
  base.min_sdk = package.min_sdk;
  base.target_sdk = package.target_sdk;
  if (const auto element = application(package)) {
    base.enabled = element->boolean(tables::attribute::enabled).value_or(true);
    base.permission = element->string(tables::attribute::permission).value_or("");
  }
  base.declared_levels = declared_levels(package);
  return base;
}

void join(ScanContext& application, std::vector<Fact> facts, std::string_view split) {
  for (Fact& one : facts) {
    if (one.subject.empty()) one.subject = split;
    application.facts.push_back(std::move(one));
  }
}

std::string Package::class_name(std::string_view written) const {
  if (written.starts_with('.')) return name + std::string(written);
  if (written.find('.') == std::string_view::npos && !written.empty()) return name + "." + std::string(written);
  return std::string(written);
}

}  // namespace formulary::formats::android
