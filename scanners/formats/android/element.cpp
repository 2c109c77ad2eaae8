#include "scanners/formats/android/element.hpp"

#include <bit>
#include <charconv>
#include <cstdio>

#include "scanners/tables/android.hpp"

namespace formulary::formats::android {
namespace {

using bytes::Value;

std::string hexadecimal(std::uint32_t value) {
  char text[16];
  std::snprintf(text, sizeof text, "0x%x", value);
  return text;
}

// TypedValue.complexToFloat: a mantissa of 24 bits and one of four places for the point.
std::string measure(std::uint32_t data, bool fraction) {
  static constexpr double scales[] = {1.0, 1.0 / (1 << 7), 1.0 / (1 << 15), 1.0 / (1 << 23)};
  static constexpr std::string_view dimensions[] = {"px", "dp", "sp", "pt", "in", "mm"};
  const double number = static_cast<std::int32_t>(data & 0xffffff00) / 256 * scales[(data >> 4) & 3];
  char text[64];
  std::snprintf(text, sizeof text, "%g", fraction ? number * 100 : number);
  const std::uint32_t unit = data & 0xf;
  if (fraction) return std::string(text) + (unit == 0 ? "%" : "%p");
  return std::string(text) + std::string(unit < std::size(dimensions) ? dimensions[unit] : "?");
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  bool negative = false;
  if (text.starts_with('-')) {
    negative = true;
    text.remove_prefix(1);
  }
  int base = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    base = 16;
    text.remove_prefix(2);
  }
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return negative ? -std::int64_t{value} : std::int64_t{value};
}

}  // namespace

std::string clean(std::string_view text) {
  while (text.ends_with('\0')) text.remove_suffix(1);
  std::string cleaned;
  cleaned.reserve(text.size());
  for (const char c : text) {
    if (c == '\0') {
      cleaned += "\\x00";
    } else {
      cleaned += c;
    }
  }
  return cleaned;
}

std::string value_text(const Value& value) {
  char text[32];
  switch (value.type) {
    case Value::null:
      return value.data == 1 ? "@empty" : "@null";
    case Value::reference:
    case Value::dynamic_reference:
      std::snprintf(text, sizeof text, "@0x%08x", value.data);
      return text;
    case Value::attribute:
    case Value::dynamic_attribute:
      std::snprintf(text, sizeof text, "?0x%08x", value.data);
      return text;
    case Value::floating:
      std::snprintf(text, sizeof text, "%g", std::bit_cast<float>(value.data));
      return text;
    case Value::dimension:
      return measure(value.data, false);
    case Value::fraction:
      return measure(value.data, true);
    case Value::decimal:
      return std::to_string(static_cast<std::int32_t>(value.data));
    case Value::boolean:
      return value.data != 0 ? "true" : "false";
    default:
      break;
  }
  if (value.type >= Value::first_color && value.type <= Value::last_color) {
    std::snprintf(text, sizeof text, "#%08x", value.data);
    return text;
  }
  return hexadecimal(value.data);
}

std::vector<Element> Element::children() const {
  std::vector<Element> found;
  for (const std::uint32_t index : document_.children(element_)) {
    found.emplace_back(package_, document_, document_.elements()[index]);
  }
  return found;
}

std::vector<Element> Element::children(std::string_view name) const {
  std::vector<Element> found;
  for (const std::uint32_t index : document_.children(element_)) {
    const bytes::XmlElement& child = document_.elements()[index];
    if (child.name == name) found.emplace_back(package_, document_, child);
  }
  return found;
}

std::optional<Element> Element::child(std::string_view name) const {
  for (const std::uint32_t index : document_.children(element_)) {
    const bytes::XmlElement& child = document_.elements()[index];
    if (child.name == name) return Element(package_, document_, child);
  }
  return std::nullopt;
}

const bytes::XmlAttribute* Element::find(std::uint32_t id) const {
  for (const bytes::XmlAttribute& attribute : element_.attributes) {
    if (attribute.resource_id == id && !attribute.unseen) return &attribute;
  }
  return nullptr;
}

const bytes::XmlAttribute* Element::find(std::string_view name) const {
  for (const bytes::XmlAttribute& attribute : element_.attributes) {
    if (attribute.ns.empty() && attribute.name == name) return &attribute;
  }
  return nullptr;
}

std::optional<std::string> Element::string(const bytes::XmlAttribute& attribute) const {
  if (attribute.value.type == Value::string) {
    bytes::Budget& budget = package_.context.budget;
    // Many attributes may share one long text.
    if (!budget.take(budget.steps, attribute.text.size(), "texts of an XML file")) return std::nullopt;
    return clean(attribute.text);
  }
  if (!attribute.value.is_reference()) {
    if (attribute.value.type == Value::null || attribute.value.type == Value::attribute) return std::nullopt;
    return value_text(attribute.value);
  }
  if (package_.resources == nullptr) return std::nullopt;
  const auto resolved =
      package_.resources->resolve(attribute.value, bytes::ResourceConfig::ordinary_device(), package_.context.budget);
  if (resolved.end == bytes::Resources::End::cycle) {
    package_.context.object(anomaly::arsc_cycle, value_text(attribute.value), place());
  }
  if (resolved.end != bytes::Resources::End::value) return std::nullopt;
  if (resolved.value.type == Value::string) {
    return resolved.text ? std::optional(clean(*resolved.text)) : std::nullopt;
  }
  return value_text(resolved.value);
}

std::optional<std::int64_t> Element::integer(std::uint32_t id) const {
  const bytes::XmlAttribute* attribute = find(id);
  if (attribute == nullptr) return std::nullopt;
  Value value = attribute->value;
  if (value.is_reference() && package_.resources != nullptr) {
    value = package_.resources->resolve(value, bytes::ResourceConfig::ordinary_device(), package_.context.budget).value;
  }
  if (value.is_integer()) return static_cast<std::int32_t>(value.data);
  if (value.type != Value::string) return std::nullopt;
  const std::optional<std::string> text = string(*attribute);
  return text ? parse_integer(*text) : std::nullopt;
}

std::optional<bool> Element::boolean(std::uint32_t id) const {
  if (const std::optional<std::int64_t> number = integer(id)) return *number != 0;
  const std::optional<std::string> text = string(id);
  if (!text) return std::nullopt;
  return *text == "true" || *text == "TRUE";
}

std::string Element::show(const bytes::XmlAttribute& attribute) const {
  if (std::optional<std::string> text = string(attribute)) return *text;
  if (attribute.value.is_reference() && package_.resources != nullptr) {
    if (const auto name = package_.resources->name(attribute.value.data, package_.context.budget)) {
      return "@" + clean(*name);
    }
  }
  return value_text(attribute.value);
}

std::string Element::place(std::uint32_t id) const {
  if (!has(id)) return place();
  return place() + "@" + std::string(tables::android_attribute_name(id));
}

Element root(Package& package, const bytes::XmlDocument& document) {
  return Element(package, document, document.elements().front());
}

std::optional<Element> application(Package& package) { return root(package, package.manifest).child("application"); }

std::string_view truth(bool value) { return value ? "true" : "false"; }

}  // namespace formulary::formats::android
