// Permissions: what the package asks for, what the platform adds to it, what the package declares itself.
#include <algorithm>
#include <map>
#include <set>

#include "scanners/formats/android/element.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

namespace attribute = tables::attribute;

// Everything asked for: name, and up to which level.
using Asked = std::map<std::string, std::string>;

std::string range(const Element& element) {
  const auto maximum = element.string(attribute::maxSdkVersion);
  return maximum ? "maxSdkVersion=" + *maximum : std::string();
}

void state_flags(ScanContext& context, const Element& element, const std::string& name) {
  const std::optional<std::int64_t> flags = element.integer(attribute::usesPermissionFlags);
  if (!flags || *flags == 0) return;
  const bool plain = *flags == 0x10000;  // PackageInfo.REQUESTED_PERMISSION_NEVER_FOR_LOCATION
  context.state(fact::android_permission_flags, name,
                plain ? "neverForLocation" : element.show(attribute::usesPermissionFlags),
                element.place(attribute::usesPermissionFlags));
}

void state_conditions(ScanContext& context, const Element& element, const std::string& name) {
  const auto state = [&](std::string_view which, std::uint32_t id, std::string_view child_name) {
    if (const auto value = element.string(id)) context.state(which, name, *value, element.place(id));
    for (const Element& child : element.children(child_name)) {
      if (const auto value = child.string(attribute::name)) context.state(which, name, *value, child.place());
    }
  };
  state(fact::android_permission_required_feature, attribute::requiredFeature, "required-feature");
  state(fact::android_permission_required_not_feature, attribute::requiredNotFeature, "required-not-feature");
}

Asked state_asked(Package& package, const Element& manifest) {
  ScanContext& context = package.context;
  Asked asked;
  for (const Element& element : manifest.children()) {
    if (context.full()) break;
    const bool from_23 = element.name() == "uses-permission-sdk-23" || element.name() == "uses-permission-sdk-m";
    if (element.name() != "uses-permission" && !from_23) continue;
    const std::string name = element.string(attribute::name).value_or("");
    if (name.empty()) {
      context.object(anomaly::manifest_nameless, element.name(), element.place());
      continue;
    }
    context.state(fact::android_permission, range(element), name, element.place());
    if (from_23) context.state(fact::android_permission_sdk23, range(element), name, element.place());
    if (const auto level = tables::platform_permission_level(name)) {
      context.state(fact::android_permission_platform_level, name, *level, element.place());
    }
    state_flags(context, element, name);
    state_conditions(context, element, name);
    // aapt and the platform infer only from what is asked for on every release.
    if (!from_23) asked.emplace(name, range(element));
  }
  return asked;
}

// What old target levels imply (PackageManager's split permissions), as aapt shows it.
void state_implied(Package& package, const Element& manifest, Asked asked) {
  const std::vector<Element> sdk = manifest.children("uses-sdk");
  const std::string place = sdk.empty() ? manifest.place() : sdk.back().place();
  const auto imply = [&](const std::string& name, const std::string& subject_range, const std::string& reason) {
    if (!asked.emplace(name, subject_range).second) return;
    package.context.state(fact::android_permission, subject_range, name, place);
    package.context.state(fact::android_permission_implied, reason, name, place);
  };
  const std::string write_storage = "android.permission.WRITE_EXTERNAL_STORAGE";
  if (package.target_sdk < 4) {
    imply(write_storage, "", "targetSdkVersion < 4");
    imply("android.permission.READ_PHONE_STATE", "", "targetSdkVersion < 4");
  }
  if (const auto write = asked.find(write_storage); write != asked.end()) {
    imply("android.permission.READ_EXTERNAL_STORAGE", write->second, "requested WRITE_EXTERNAL_STORAGE");
  }
  if (package.target_sdk < 16) {
    if (asked.contains("android.permission.READ_CONTACTS")) {
      imply("android.permission.READ_CALL_LOG", "", "targetSdkVersion < 16 and requested READ_CONTACTS");
    }
    if (asked.contains("android.permission.WRITE_CONTACTS")) {
      imply("android.permission.WRITE_CALL_LOG", "", "targetSdkVersion < 16 and requested WRITE_CONTACTS");
    }
  }
}

void state_declared(Package& package, const Element& manifest) {
  ScanContext& context = package.context;
  for (const Element& element : manifest.children()) {
    if (context.full()) return;
    const bool permission = element.name() == "permission";
    if (!permission && element.name() != "permission-group" && element.name() != "permission-tree") continue;
    const std::string name = element.string(attribute::name).value_or("");
    if (name.empty()) {
      context.object(anomaly::manifest_nameless, element.name(), element.place());
      continue;
    }
    if (element.name() == "permission-group") context.state(fact::android_permission_group, "", name, element.place());
    if (element.name() == "permission-tree") context.state(fact::android_permission_tree, "", name, element.place());
    if (!permission) continue;
    context.state(fact::android_permission_declared, "", name, element.place());
    const auto level = static_cast<std::uint32_t>(element.integer(attribute::protectionLevel).value_or(0));
    context.state(fact::android_permission_declared_level, name, tables::protection_level(level),
                  element.place(attribute::protectionLevel));
    if (const auto group = element.string(attribute::permissionGroup)) {
      context.state(fact::android_permission_declared_group, name, *group, element.place(attribute::permissionGroup));
    }
    if (const bytes::XmlAttribute* known = element.find(attribute::knownCerts)) {
      const std::string place = element.place(attribute::knownCerts);
      const std::vector<std::string> certificates = known->value.is_reference() && package.resources != nullptr
                                                        ? package.resources->array(known->value.data, context.budget)
                                                        : std::vector<std::string>();
      for (const std::string& certificate : certificates) {
        context.state(fact::android_permission_declared_known_certificates, name, clean(certificate), place);
      }
      if (certificates.empty()) {
        context.state(fact::android_permission_declared_known_certificates, name, element.show(*known), place);
      }
    }
  }
}

}  // namespace

void state_permissions(Package& package) {
  const Element manifest = root(package, package.manifest);
  state_implied(package, manifest, state_asked(package, manifest));
  state_declared(package, manifest);
}

}  // namespace formulary::formats::android
