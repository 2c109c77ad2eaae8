// The components: activities, activity aliases, services, receivers and providers, with what the platform makes of
// them: whether others can reach them, and what permission those need.
#include <algorithm>
#include <array>
#include <map>

#include "scanners/formats/android/element.hpp"
#include "scanners/formats/android/intents.hpp"
#include "scanners/formats/android/provider.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

namespace attribute = tables::attribute;

constexpr std::array<std::string_view, 5> kinds = {"activity", "activity-alias", "service", "receiver", "provider"};

// What holds for all components of an application.
struct Surroundings {
  bool enabled = true;
  std::string permission;
  std::map<std::string, std::string> declared_levels;  ///< of the permissions that the package declares
};

Surroundings look_around(Package& package, const Element& element) {
  if (package.base != nullptr) {
    return {package.base->enabled, package.base->permission, package.base->declared_levels};
  }
  return {element.boolean(attribute::enabled).value_or(true), element.string(attribute::permission).value_or(""),
          declared_levels(package)};
}

// ParsedActivityUtils, ParsedServiceUtils, ParsedProviderUtils: what holds when the manifest does not say.
bool exported_by_default(const Package& package, const Element& component, bool has_filters) {
  if (component.name() == "provider") return package.target_sdk < 17;
  return has_filters;
}

void state_exported(Package& package, const Element& component, const std::string& class_name, bool has_filters) {
  const std::optional<bool> declared = component.boolean(attribute::exported);
  const bool exported = declared.value_or(exported_by_default(package, component, has_filters));
  package.context.state(fact::android_exported, class_name, truth(exported), component.place(attribute::exported));
  if (!declared && has_filters && component.name() != "provider") {
    package.context.state(fact::android_exported_missing, class_name, "true", component.place());
  }
  if (!declared && !exported && component.name() == "provider" && package.min_sdk < 17) {
    package.context.state(fact::android_exported_before_17, class_name, "true", component.place());
  }
}

// Gives the permission that callers need; empty when none.
std::string state_guard(Package& package, const Surroundings& around, const Element& component,
                        const std::string& class_name) {
  // An alias does not inherit the application's; an empty one stands for none and is not replaced.
  const bytes::XmlAttribute* own = component.find(attribute::permission);
  const bool inherits = component.name() != "activity-alias";
  const std::string guard = own != nullptr ? component.string(*own).value_or("")
                            : inherits     ? around.permission
                                           : std::string();
  if (guard.empty()) return guard;
  package.context.state(fact::android_component_permission, class_name, guard, component.place(attribute::permission));
  std::string level = "undeclared";
  if (const auto platform = tables::platform_permission_level(guard)) {
    level = *platform;
  } else if (const auto known = around.declared_levels.find(guard); known != around.declared_levels.end()) {
    level = known->second;
  }
  package.context.state(fact::android_component_permission_level, class_name, level,
                        component.place(attribute::permission));
  return guard;
}

void state_settings(ScanContext& context, const Element& component, const std::string& class_name) {
  const auto text = [&](std::string_view name, std::uint32_t id) {
    if (const auto value = component.string(id)) context.state(name, class_name, *value, component.place(id));
  };
  const auto flag = [&](std::string_view name, std::uint32_t id) {
    if (const auto value = component.boolean(id)) context.state(name, class_name, truth(*value), component.place(id));
  };
  text(fact::android_component_label, attribute::label);
  text(fact::android_process, attribute::process);
  text(fact::android_task_affinity, attribute::taskAffinity);
  flag(fact::android_direct_boot_aware, attribute::directBootAware);
  flag(fact::android_component_isolated, attribute::isolatedProcess);
  flag(fact::android_component_external, attribute::externalService);
  flag(fact::android_component_single_user, attribute::singleUser);
  flag(fact::android_allow_task_reparenting, attribute::allowTaskReparenting);
  if (const auto type = component.integer(attribute::foregroundServiceType)) {
    context.state(fact::android_component_foreground_service_type, class_name,
                  tables::foreground_service_type(static_cast<std::uint32_t>(*type)),
                  component.place(attribute::foregroundServiceType));
  }
  if (const auto mode = component.integer(attribute::launchMode); mode && *mode != 0) {
    static constexpr std::array<std::string_view, 5> modes = {"standard", "singleTop", "singleTask", "singleInstance",
                                                              "singleInstancePerTask"};
    const bool known = *mode > 0 && *mode < static_cast<std::int64_t>(modes.size());
    context.state(fact::android_component_launch_mode, class_name,
                  known ? std::string(modes[static_cast<std::size_t>(*mode)]) : std::to_string(*mode),
                  component.place(attribute::launchMode));
  }
}

void state_other_attributes(ScanContext& context, const Element& component, const std::string& class_name) {
  static constexpr std::array stated = {attribute::name,
                                        attribute::exported,
                                        attribute::permission,
                                        attribute::enabled,
                                        attribute::label,
                                        attribute::process,
                                        attribute::taskAffinity,
                                        attribute::directBootAware,
                                        attribute::isolatedProcess,
                                        attribute::externalService,
                                        attribute::singleUser,
                                        attribute::allowTaskReparenting,
                                        attribute::launchMode,
                                        attribute::foregroundServiceType,
                                        attribute::targetActivity,
                                        attribute::authorities,
                                        attribute::readPermission,
                                        attribute::writePermission,
                                        attribute::grantUriPermissions,
                                        attribute::multiprocess};
  for (const bytes::XmlAttribute& one : component.attributes()) {
    if (context.full()) return;
    if (std::find(stated.begin(), stated.end(), one.resource_id) != stated.end()) continue;
    context.state(fact::android_component_attribute, class_name, clean(one.name) + "=" + component.show(one),
                  component.place(one.name));
  }
  for (const Element& child : component.children()) {
    if (child.name() != "meta-data" && child.name() != "property") continue;
    const bytes::XmlAttribute* value = child.find(attribute::value);
    if (value == nullptr) value = child.find(attribute::resource);
    context.state(child.name() == "property" ? fact::android_component_property : fact::android_component_meta_data,
                  class_name, child.show(attribute::name) + "=" + (value == nullptr ? "" : child.show(*value)),
                  child.place());
  }
}

void state_component(Package& package, const Surroundings& around, const Element& component) {
  ScanContext& context = package.context;
  const std::string written = component.string(attribute::name).value_or("");
  if (written.empty()) {
    context.object(anomaly::manifest_nameless, component.name(), component.place());
    return;
  }
  const std::string class_name = package.class_name(written);
  context.state(fact::android_component, class_name, component.name(), component.place());
  if (const auto target = component.string(attribute::targetActivity)) {
    context.state(fact::android_component_target, class_name, package.class_name(*target),
                  component.place(attribute::targetActivity));
  }
  const bool enabled = around.enabled && component.boolean(attribute::enabled).value_or(true);
  context.state(fact::android_component_enabled, class_name, truth(enabled), component.place(attribute::enabled));
  const IntentFilters filters = state_intent_filters(context, component, class_name);
  state_exported(package, component, class_name, filters.any);
  const std::string guard = state_guard(package, around, component, class_name);
  state_settings(context, component, class_name);
  if (component.name() == "provider") state_provider(package, component, class_name, guard);
  state_other_attributes(context, component, class_name);

  if (component.name() == "activity") {
    if (filters.launcher) context.state(fact::android_launchable_activity, "", class_name, component.place());
    if (filters.leanback_launcher) context.state(fact::android_launchable_leanback, "", class_name, component.place());
  } else if (component.name() == "activity-alias" && (filters.launcher || filters.leanback_launcher)) {
    context.state(fact::android_launchable_alias, "", class_name, component.place());
  }
}

}  // namespace

std::map<std::string, std::string> declared_levels(Package& package) {
  std::map<std::string, std::string> levels;
  for (const Element& permission : root(package, package.manifest).children("permission")) {
    const auto level = static_cast<std::uint32_t>(permission.integer(attribute::protectionLevel).value_or(0));
    levels[permission.show(attribute::name)] = tables::protection_level(level);
  }
  return levels;
}

void state_components(Package& package) {
  const std::optional<Element> element = application(package);
  if (!element) return;
  const Surroundings around = look_around(package, *element);
  for (const Element& component : element->children()) {
    if (package.context.full()) break;
    if (std::find(kinds.begin(), kinds.end(), component.name()) != kinds.end()) {
      state_component(package, around, component);
    }
  }
}

}  // namespace formulary::formats::android
