// Which package this is: version, platform levels, splits, shared user.
#include <algorithm>
#include <array>

#include "scanners/formats/android/element.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

namespace attribute = tables::attribute;

// A level is a number, or the codename of a release that is not out yet.
std::uint32_t level_number(const Element& element, std::uint32_t id) {
  const std::optional<std::int64_t> number = element.integer(id);
  if (number) return static_cast<std::uint32_t>(std::clamp<std::int64_t>(*number, 0, Package::newest_sdk));
  return Package::newest_sdk;
}

// For people and rules: a number however it is written, or the codename.
std::string level_text(const Element& element, std::uint32_t id) {
  std::string text = element.string(id).value_or("");
  const std::optional<std::int64_t> number = element.integer(id);
  return number && text.starts_with("0x") ? std::to_string(*number) : text;
}

void state_version(Package& package, const Element& manifest) {
  ScanContext& context = package.context;
  const std::optional<std::int64_t> code = manifest.integer(attribute::versionCode);
  const std::optional<std::int64_t> major = manifest.integer(attribute::versionCodeMajor);
  if (code || major) {
    // PackageInfo.getLongVersionCode: the major part is the upper half.
    const std::uint64_t upper = static_cast<std::uint32_t>(major.value_or(0));
    const std::uint64_t whole = upper << 32 | static_cast<std::uint32_t>(code.value_or(0));
    context.state(fact::android_version_code, "", std::to_string(whole), manifest.place(attribute::versionCode));
  }
  if (major) {
    context.state(fact::android_version_code_major, "", std::to_string(*major),
                  manifest.place(attribute::versionCodeMajor));
  }
  if (const auto name = manifest.string(attribute::versionName)) {
    context.state(fact::android_version_name, "", *name, manifest.place(attribute::versionName));
  }
}

void state_levels(Package& package, const Element& manifest) {
  ScanContext& context = package.context;
  if (package.base != nullptr) {  // a split runs as its base does, whatever it says itself
    package.min_sdk = package.base->min_sdk;
    package.target_sdk = package.base->target_sdk;
    package.target_sdk_given = true;
    return;
  }
  // When there are several, each one the platform reads replaces the one before.
  const std::vector<Element> all = manifest.children("uses-sdk");
  if (all.empty()) {
    context.state(fact::android_min_sdk, "", "1", manifest.place());
    context.state(fact::android_target_sdk, "", "1", manifest.place());
    return;
  }
  const Element& sdk = all.back();
  std::string minimum = level_text(sdk, attribute::minSdkVersion);
  if (minimum.empty()) minimum = "1";
  if (sdk.has(attribute::minSdkVersion)) package.min_sdk = level_number(sdk, attribute::minSdkVersion);
  package.target_sdk = package.min_sdk;
  package.target_sdk_given = sdk.has(attribute::targetSdkVersion);
  std::string target = minimum;
  if (package.target_sdk_given) {
    package.target_sdk = level_number(sdk, attribute::targetSdkVersion);
    target = level_text(sdk, attribute::targetSdkVersion);
  }
  context.state(fact::android_min_sdk, "", minimum, sdk.place(attribute::minSdkVersion));
  context.state(fact::android_target_sdk, "", target, sdk.place(attribute::targetSdkVersion));
  if (const std::string maximum = level_text(sdk, attribute::maxSdkVersion); !maximum.empty()) {
    context.state(fact::android_max_sdk, "", maximum, sdk.place(attribute::maxSdkVersion));
  }
}

}  // namespace

void state_identity(Package& package) {
  ScanContext& context = package.context;
  const Element manifest = root(package, package.manifest);
  package.name = manifest.string("package").value_or("");
  if (package.name.empty()) {
    context.object(anomaly::manifest_nameless, "manifest", manifest.place());
  } else {
    context.state(fact::android_package, "", package.name, manifest.place("package"));
  }
  state_version(package, manifest);
  state_levels(package, manifest);

  const auto plain = [&](std::string_view name, std::uint32_t id) {
    if (const auto value = manifest.string(id)) context.state(name, "", *value, manifest.place(id));
  };
  const auto bare = [&](std::string_view name, std::string_view key) {
    if (const auto value = manifest.string(key)) context.state(name, "", *value, manifest.place(key));
  };
  plain(fact::android_compile_sdk, attribute::compileSdkVersion);
  plain(fact::android_compile_sdk_codename, attribute::compileSdkVersionCodename);
  plain(fact::android_shared_user_id, attribute::sharedUserId);
  plain(fact::android_shared_user_max_sdk, attribute::sharedUserMaxSdkVersion);
  plain(fact::android_split_feature, attribute::isFeatureSplit);
  plain(fact::android_split_required, attribute::isSplitRequired);
  plain(fact::android_split_isolated, attribute::isolatedSplits);
  plain(fact::android_split_required, attribute::requiredSplitTypes);
  plain(fact::android_split_types, attribute::splitTypes);
  plain(fact::android_target_sandbox_version, attribute::targetSandboxVersion);
  bare(fact::android_split, "split");
  bare(fact::android_split_config_for, "configForSplit");
  if (const auto location = manifest.integer(attribute::installLocation)) {
    static constexpr std::array<std::string_view, 3> names = {"auto", "internalOnly", "preferExternal"};
    const bool known = *location >= 0 && *location < static_cast<std::int64_t>(names.size());
    context.state(fact::android_install_location, "",
                  known ? std::string(names[static_cast<std::size_t>(*location)]) : std::to_string(*location),
                  manifest.place(attribute::installLocation));
  }
  for (const Element& split : manifest.children("uses-split")) {
    context.state(fact::android_split_uses, "", split.show(attribute::name), split.place());
  }
  for (const Element& original : manifest.children("original-package")) {
    context.state(fact::android_original_package, "", original.show(attribute::name), original.place());
  }
  for (const Element& test : manifest.children("instrumentation")) {
    context.state(fact::android_instrumentation, test.show(attribute::targetPackage),
                  package.class_name(test.show(attribute::name)), test.place());
  }

  static constexpr std::array stated = {attribute::versionCode,
                                        attribute::versionCodeMajor,
                                        attribute::versionName,
                                        attribute::compileSdkVersion,
                                        attribute::compileSdkVersionCodename,
                                        attribute::sharedUserId,
                                        attribute::sharedUserMaxSdkVersion,
                                        attribute::isFeatureSplit,
                                        attribute::isSplitRequired,
                                        attribute::isolatedSplits,
                                        attribute::requiredSplitTypes,
                                        attribute::splitTypes,
                                        attribute::targetSandboxVersion,
                                        attribute::installLocation};
  static constexpr std::array<std::string_view, 3> stated_bare = {"package", "split", "configForSplit"};
  for (const bytes::XmlAttribute& one : manifest.attributes()) {
    if (context.full()) return;
    if (std::find(stated.begin(), stated.end(), one.resource_id) != stated.end()) continue;
    if (one.resource_id == 0 && std::find(stated_bare.begin(), stated_bare.end(), one.name) != stated_bare.end())
      continue;
    context.state(fact::android_manifest_attribute, clean(one.name), manifest.show(one), manifest.place(one.name));
  }
}

}  // namespace formulary::formats::android
