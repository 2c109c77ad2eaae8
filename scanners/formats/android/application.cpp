// The application element: its flags with the defaults that the platform gives this package, its meta-data.
#include <algorithm>
#include <array>

#include "scanners/formats/android/element.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

namespace attribute = tables::attribute;

enum class Default { no, yes, below_28, below_29, from_36 };

struct Flag {
  std::string_view fact;
  std::uint32_t id;
  Default otherwise;
};

// R.attr documentation of each; the defaults that depend on the target level are those of the platform's package
// parser.
constexpr Flag flags[] = {
    {fact::android_debuggable, attribute::debuggable, Default::no},
    {fact::android_test_only, attribute::testOnly, Default::no},
    {fact::android_allow_backup, attribute::allowBackup, Default::yes},
    {fact::android_full_backup_only, attribute::fullBackupOnly, Default::no},
    {fact::android_uses_cleartext_traffic, attribute::usesCleartextTraffic, Default::below_28},
    {fact::android_extract_native_libs, attribute::extractNativeLibs, Default::yes},
    {fact::android_large_heap, attribute::largeHeap, Default::no},
    {fact::android_request_legacy_external_storage, attribute::requestLegacyExternalStorage, Default::below_29},
    {fact::android_preserve_legacy_external_storage, attribute::preserveLegacyExternalStorage, Default::no},
    {fact::android_has_fragile_user_data, attribute::hasFragileUserData, Default::no},
    {fact::android_allow_clear_user_data, attribute::allowClearUserData, Default::yes},
    {fact::android_allow_native_heap_pointer_tagging, attribute::allowNativeHeapPointerTagging, Default::yes},
    {fact::android_allow_task_reparenting, attribute::allowTaskReparenting, Default::no},
    {fact::android_persistent, attribute::persistent, Default::no},
    {fact::android_vm_safe_mode, attribute::vmSafeMode, Default::no},
    {fact::android_direct_boot_aware, attribute::directBootAware, Default::no},
    {fact::android_has_code, attribute::hasCode, Default::yes},
    {fact::android_application_enabled, attribute::enabled, Default::yes},
    {fact::android_enable_on_back_invoked_callback, attribute::enableOnBackInvokedCallback, Default::from_36},
};

enum class As { text, class_name };

struct Text {
  std::string_view fact;
  std::uint32_t id;
  As as;
};

constexpr Text texts[] = {
    {fact::android_full_backup_content, attribute::fullBackupContent, As::text},
    {fact::android_data_extraction_rules, attribute::dataExtractionRules, As::text},
    {fact::android_backup_agent, attribute::backupAgent, As::class_name},
    {fact::android_network_security_config, attribute::networkSecurityConfig, As::text},
    {fact::android_application_class, attribute::name, As::class_name},
    {fact::android_application_permission, attribute::permission, As::text},
    {fact::android_app_component_factory, attribute::appComponentFactory, As::class_name},
    {fact::android_manage_space_activity, attribute::manageSpaceActivity, As::class_name},
    {fact::android_locale_config, attribute::localeConfig, As::text},
    {fact::android_process, attribute::process, As::text},
    {fact::android_task_affinity, attribute::taskAffinity, As::text},
};

bool effective(Default otherwise, std::uint32_t target) {
  switch (otherwise) {
    case Default::no:
      return false;
    case Default::yes:
      return true;
    case Default::below_28:
      return target < 28;
    case Default::below_29:
      return target < 29;
    case Default::from_36:
      return target >= 36;
  }
  return true;
}

template <std::size_t count>
std::string named(std::optional<std::int64_t> value, const std::array<std::string_view, count>& names,
                  std::int64_t first) {
  const std::int64_t index = value.value_or(first) - first;
  if (index >= 0 && index < static_cast<std::int64_t>(count))
    return std::string(names[static_cast<std::size_t>(index)]);
  return std::to_string(value.value_or(first));
}

// Enumerations of R.attr: memtagMode, gwpAsanMode, appCategory.
void state_modes(ScanContext& context, const Element& element) {
  static constexpr std::array<std::string_view, 4> memtag = {"default", "off", "async", "sync"};
  static constexpr std::array<std::string_view, 3> gwp_asan = {"default", "never", "always"};
  static constexpr std::array<std::string_view, 9> categories = {
      "game", "audio", "video", "image", "social", "news", "maps", "productivity", "accessibility"};
  if (element.has(attribute::memtagMode)) {
    context.state(fact::android_memtag_mode, "", named(element.integer(attribute::memtagMode), memtag, -1),
                  element.place(attribute::memtagMode));
  }
  if (element.has(attribute::gwpAsanMode)) {
    context.state(fact::android_gwp_asan_mode, "", named(element.integer(attribute::gwpAsanMode), gwp_asan, -1),
                  element.place(attribute::gwpAsanMode));
  }
  if (element.has(attribute::appCategory)) {
    context.state(fact::android_app_category, "", named(element.integer(attribute::appCategory), categories, 0),
                  element.place(attribute::appCategory));
  }
}

void state_other_attributes(ScanContext& context, const Element& element) {
  static constexpr std::array others = {attribute::label, attribute::icon, attribute::memtagMode,
                                        attribute::gwpAsanMode, attribute::appCategory};
  for (const bytes::XmlAttribute& one : element.attributes()) {
    if (context.full()) return;
    const auto is = [&](const auto& row) { return row.id == one.resource_id; };
    if (std::find_if(std::begin(flags), std::end(flags), is) != std::end(flags)) continue;
    if (std::find_if(std::begin(texts), std::end(texts), is) != std::end(texts)) continue;
    if (std::find(others.begin(), others.end(), one.resource_id) != others.end()) continue;
    context.state(fact::android_application_attribute, clean(one.name), element.show(one), element.place(one.name));
  }
}

void state_children(ScanContext& context, const Element& element) {
  for (const Element& child : element.children()) {
    if (context.full()) return;
    if (child.name() == "meta-data" || child.name() == "property") {
      const bytes::XmlAttribute* value = child.find(attribute::value);
      if (value == nullptr) value = child.find(attribute::resource);
      context.state(child.name() == "property" ? fact::android_property : fact::android_meta_data,
                    child.show(attribute::name), value == nullptr ? "" : child.show(*value), child.place());
    } else if (child.name() == "profileable") {
      const bool enabled = child.boolean(attribute::enabled).value_or(true);
      if (enabled) context.state(fact::android_profileable, "", "enabled", child.place());
      if (enabled && child.boolean(attribute::shell).value_or(false)) {
        context.state(fact::android_profileable, "", "shell", child.place());
      }
    }
  }
}

}  // namespace

void state_application(Package& package) {
  const std::optional<Element> found = application(package);
  if (!found) return;
  const Element& element = *found;
  ScanContext& context = package.context;
  for (const Flag& flag : flags) {
    const std::optional<bool> declared = element.boolean(flag.id);
    if (element.has(flag.id) && !declared) {
      context.object(anomaly::manifest_invalid_value, tables::android_attribute_name(flag.id), element.place(flag.id));
    }
    context.state(flag.fact, "", truth(declared.value_or(effective(flag.otherwise, package.target_sdk))),
                  element.place(flag.id));
  }
  for (const Text& text : texts) {
    const bytes::XmlAttribute* attribute = element.find(text.id);
    if (attribute == nullptr) continue;
    std::string value = element.show(*attribute);
    if (text.as == As::class_name) value = package.class_name(value);
    context.state(text.fact, "", value, element.place(text.id));
  }
  state_modes(context, element);
  state_other_attributes(context, element);
  state_children(context, element);
}

}  // namespace formulary::formats::android
