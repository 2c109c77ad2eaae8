#include "tests/support/axml_builder.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <stdexcept>

namespace formulary::support {

namespace {

constexpr std::uint32_t none = 0xffffffff;

// Ids are public and never change (platform frameworks/base, core/res/res/values/public-final.xml).
const std::map<std::string, std::uint32_t, std::less<>> attribute_ids{
    {"theme", 0x01010000},
    {"label", 0x01010001},
    {"icon", 0x01010002},
    {"name", 0x01010003},
    {"permission", 0x01010006},
    {"readPermission", 0x01010007},
    {"writePermission", 0x01010008},
    {"protectionLevel", 0x01010009},
    {"permissionGroup", 0x0101000a},
    {"sharedUserId", 0x0101000b},
    {"hasCode", 0x0101000c},
    {"persistent", 0x0101000d},
    {"enabled", 0x0101000e},
    {"debuggable", 0x0101000f},
    {"exported", 0x01010010},
    {"process", 0x01010011},
    {"taskAffinity", 0x01010012},
    {"multiprocess", 0x01010013},
    {"authorities", 0x01010018},
    {"grantUriPermissions", 0x0101001b},
    {"priority", 0x0101001c},
    {"launchMode", 0x0101001d},
    {"screenOrientation", 0x0101001e},
    {"configChanges", 0x0101001f},
    {"targetPackage", 0x01010021},
    {"value", 0x01010024},
    {"resource", 0x01010025},
    {"mimeType", 0x01010026},
    {"scheme", 0x01010027},
    {"host", 0x01010028},
    {"port", 0x01010029},
    {"path", 0x0101002a},
    {"pathPrefix", 0x0101002b},
    {"pathPattern", 0x0101002c},
    {"targetActivity", 0x01010202},
    {"minSdkVersion", 0x0101020c},
    {"versionCode", 0x0101021b},
    {"versionName", 0x0101021c},
    {"anyDensity", 0x0101026c},
    {"targetSdkVersion", 0x01010270},
    {"maxSdkVersion", 0x01010271},
    {"testOnly", 0x01010272},
    {"backupAgent", 0x0101027f},
    {"allowBackup", 0x01010280},
    {"glEsVersion", 0x01010281},
    {"smallScreens", 0x01010284},
    {"required", 0x0101028e},
    {"installLocation", 0x010102b7},
    {"largeHeap", 0x0101035a},
    {"isolatedProcess", 0x010103a9},
    {"supportsRtl", 0x010103af},
    {"fullBackupOnly", 0x01010473},
    {"extractNativeLibs", 0x010104ea},
    {"fullBackupContent", 0x010104eb},
    {"usesCleartextTraffic", 0x010104ec},
    {"autoVerify", 0x010104ee},
    {"directBootAware", 0x01010505},
    {"externalService", 0x0101050e},
    {"version", 0x01010519},
    {"networkSecurityConfig", 0x01010527},
    {"roundIcon", 0x0101052c},
    {"certDigest", 0x01010548},
    {"targetSandboxVersion", 0x0101054c},
    {"requiredFeature", 0x01010554},
    {"isFeatureSplit", 0x0101055b},
    {"compileSdkVersion", 0x01010572},
    {"compileSdkVersionCodename", 0x01010573},
    {"versionCodeMajor", 0x01010576},
    {"appComponentFactory", 0x0101057a},
    {"isSplitRequired", 0x01010591},
    {"requiredSplitTypes", 0x0101064e},
    {"splitTypes", 0x0101064f},
    {"shell", 0x01010594},
    {"foregroundServiceType", 0x01010599},
    {"requestLegacyExternalStorage", 0x01010603},
    {"pathSuffix", 0x0101061e},
    {"dataExtractionRules", 0x0101063e},
    {"usesPermissionFlags", 0x01010644},
    {"sharedUserMaxSdkVersion", 0x0101064d},
    {"localeConfig", 0x0101065b},
};

/// Writes the nodes; the pool grows as they are written.
class Writer {
 public:
  explicit Writer(const XmlOptions& options) : options_(options) {}

  Bytes document(const XmlElement& root) {
    // The strings of the resource map come first, one for each id, ordered by id.
    std::map<std::uint32_t, std::string> mapped;
    collect(root, mapped);
    Bytes map;
    for (const auto& [id, name] : mapped) {
      mapped_index_[id] = pool_.append(name);
      map += u32(id);
    }
    Bytes nodes;
    const bool declare = options_.declare_android_namespace;
    if (declare) nodes += node(0x0100, u32(pool_.index("android")) + u32(pool_.index(std::string(android_namespace))));
    nodes += element(root);
    if (declare) nodes += node(0x0101, u32(pool_.index("android")) + u32(pool_.index(std::string(android_namespace))));
    Bytes body = pool_.build(options_.encoding);
    if (options_.resource_map) body += u16(0x0180) + u16(8) + u32(8 + map.size()) + map;
    body += nodes;
    return u16(0x0003) + u16(8) + u32(8 + body.size()) + body;
  }

 private:
  void collect(const XmlElement& element, std::map<std::uint32_t, std::string>& mapped) const {
    for (const XmlAttribute& attribute : element.attributes) {
      if (attribute.resource_id != 0) mapped.emplace(attribute.resource_id, attribute.name);
    }
    for (const XmlElement& child : element.children) collect(child, mapped);
  }

  Bytes node(std::uint16_t type, const Bytes& extension) {
    return u16(type) + u16(16) + u32(16 + extension.size()) + u32(line_++) + u32(none) + extension;
  }

  std::uint32_t string(const std::string& value) { return value.empty() ? none : pool_.index(value); }

  Bytes attribute(const XmlAttribute& attribute) {
    const std::uint32_t name =
        attribute.resource_id != 0 ? mapped_index_.at(attribute.resource_id) : pool_.index(attribute.name);
    const auto& value = attribute.value;
    std::uint32_t raw = none, data = value.data;
    if (attribute.raw) raw = pool_.index(*attribute.raw);
    if (value.text) {
      data = pool_.index(*value.text);
      if (!attribute.raw) raw = data;
    }
    return u32(string(attribute.namespace_uri)) + u32(name) + u32(raw) + u16(8) + u8(0) + u8(value.type) + u32(data);
  }

  Bytes element(const XmlElement& element) {
    Bytes attributes;
    for (const XmlAttribute& each : element.attributes) attributes += attribute(each);
    const Bytes identity = u32(string(element.namespace_uri)) + u32(pool_.index(element.name));
    Bytes out = node(
        0x0102, identity + u16(20) + u16(20) + u16(element.attributes.size()) + u16(0) + u16(0) + u16(0) + attributes);
    if (!element.character_data.empty()) {
      out += node(0x0104, u32(pool_.index(element.character_data)) + u16(8) + u8(0) + u8(0) + u32(0));
    }
    for (const XmlElement& child : element.children) out += this->element(child);
    return out + node(0x0103, identity);
  }

  const XmlOptions& options_;
  StringPool pool_;
  std::map<std::uint32_t, std::uint32_t> mapped_index_;
  std::uint32_t line_ = 1;
};

}  // namespace

XmlValue text(std::string value) { return {0x03, 0, std::move(value)}; }
XmlValue decimal(std::int64_t value) { return {0x10, static_cast<std::uint32_t>(value), {}}; }
XmlValue hexadecimal(std::uint32_t value) { return {0x11, value, {}}; }
XmlValue boolean(bool value) { return {0x12, value ? none : 0, {}}; }
XmlValue reference(std::uint32_t resource) { return {0x01, resource, {}}; }
XmlValue attribute_reference(std::uint32_t resource) { return {0x02, resource, {}}; }
XmlValue real(float value) { return {0x04, std::bit_cast<std::uint32_t>(value), {}}; }

std::uint32_t android_attribute_id(std::string_view name) {
  const auto found = attribute_ids.find(name);
  if (found == attribute_ids.end()) {
    throw std::invalid_argument("no id for android:" + std::string(name) +
                                "; add a row to tests/support/axml_builder.cpp");
  }
  return found->second;
}

XmlElement& XmlElement::set(std::string_view attribute_name, XmlValue value) {
  XmlAttribute attribute{"", std::string(attribute_name), 0, std::move(value), {}};
  if (constexpr std::string_view prefix = "android:"; attribute_name.starts_with(prefix)) {
    attribute.namespace_uri = android_namespace;
    attribute.name = attribute_name.substr(prefix.size());
    attribute.resource_id = android_attribute_id(attribute.name);
  }
  std::erase_if(attributes, [&](const XmlAttribute& other) {
    return other.name == attribute.name && other.namespace_uri == attribute.namespace_uri;
  });
  // As packaging tools do: by id, what has none behind.
  const auto rank = [](const XmlAttribute& one) { return one.resource_id - 1; };
  const auto behind = [&](const XmlAttribute& other) { return rank(other) > rank(attribute); };
  attributes.insert(std::ranges::find_if(attributes, behind), std::move(attribute));
  return *this;
}

XmlElement& XmlElement::add(XmlAttribute attribute) {
  attributes.push_back(std::move(attribute));
  return *this;
}

XmlElement& XmlElement::child(std::string element_name) { return children.emplace_back(std::move(element_name)); }
XmlElement& XmlElement::append(XmlElement element) { return children.emplace_back(std::move(element)); }

XmlElement& XmlElement::need(std::string_view element_name) {
  const auto found = std::ranges::find(children, element_name, &XmlElement::name);
  return found != children.end() ? *found : child(std::string(element_name));
}

Bytes binary_xml(const XmlElement& root, const XmlOptions& options) { return Writer(options).document(root); }

}  // namespace formulary::support
