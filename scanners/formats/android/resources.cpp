// What the package looks like to people: label and icon of the application, languages, densities.
#include <set>

#include "scanners/formats/android/element.hpp"
#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

namespace attribute = tables::attribute;
using bytes::ResourceConfig;

// The text that an attribute has on a device; nothing when it is no text there.
std::optional<std::string> text_on(Package& package, const bytes::XmlAttribute& attribute,
                                   const ResourceConfig& device) {
  if (attribute.value.type == bytes::Value::string) return clean(attribute.text);
  if (!attribute.value.is_reference() || package.resources == nullptr) return std::nullopt;
  const auto resolved = package.resources->resolve(attribute.value, device, package.context.budget);
  return resolved.text ? std::optional(clean(*resolved.text)) : std::nullopt;
}

bool belongs_elsewhere(const Package& package, std::uint32_t id) {
  return id >> 24 == 0x01 || (package.resources != nullptr && package.resources->belongs_elsewhere(id));
}

void state_label(Package& package, const Element& element) {
  const bytes::XmlAttribute* label = element.find(attribute::label);
  if (label == nullptr) return;
  ScanContext& context = package.context;
  const std::string place = element.place(attribute::label);
  ResourceConfig device = ResourceConfig::ordinary_device();
  if (const auto text = text_on(package, *label, device)) {
    context.state(fact::android_label, "", *text, place);
  } else if (label->value.is_reference() && !belongs_elsewhere(package, label->value.data)) {
    context.object(anomaly::arsc_unresolved, value_text(label->value), place);
  }
  if (package.resources == nullptr) return;
  for (const bytes::ResourceLocale& locale : package.resources->locales()) {
    if (locale.text().empty()) continue;
    device.locale = locale;
    if (const auto text = text_on(package, *label, device)) {
      context.state(fact::android_label, locale.text(), *text, place);
    }
  }
}

void state_icon(Package& package, const Element& element) {
  const bytes::XmlAttribute* icon = element.find(attribute::icon);
  if (icon == nullptr) return;
  ScanContext& context = package.context;
  const std::string place = element.place(attribute::icon);
  ResourceConfig device = ResourceConfig::ordinary_device();
  if (const auto file = text_on(package, *icon, device)) context.state(fact::android_icon, "", *file, place);
  if (package.resources == nullptr) return;
  for (const std::uint16_t density : package.resources->densities()) {
    if (density == 0) continue;
    device.density = density;
    if (const auto file = text_on(package, *icon, device)) {
      context.state(fact::android_icon, std::to_string(density), *file, place);
    }
  }
}

}  // namespace

void state_label_and_icon(Package& package) {
  if (const auto element = application(package)) {
    state_label(package, *element);
    state_icon(package, *element);
  }
}

void state_resource_variants(Package& package) {
  if (package.resources == nullptr) return;
  for (const bytes::ResourceLocale& locale : package.resources->locales()) {
    const std::string text = locale.text();
    package.context.state(fact::android_locale, "", text.empty() ? "--_--" : text, "resources.arsc");
  }
  std::set<std::uint16_t> densities;
  for (const std::uint16_t density : package.resources->densities()) densities.insert(density == 0 ? 160 : density);
  for (const std::uint16_t density : densities) {
    package.context.state(fact::android_density, "", std::to_string(density), "resources.arsc");
  }
}

}  // namespace formulary::formats::android
