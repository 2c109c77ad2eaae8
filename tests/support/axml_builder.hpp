// Recipes for Android's binary XML (frameworks/base, libs/androidfw/include/androidfw/ResourceTypes.h): a tree of
// elements becomes string pool, resource map and node chunks, as aapt writes them.
//
//     XmlElement manifest("manifest");
//     manifest.set("package", text("org.example.ward")).set("android:versionCode", decimal(7));
//     manifest.child("application").set("android:debuggable", boolean(true));
//     Bytes file = binary_xml(manifest);
//
// `android:` attributes get the platform's resource id by name. `XmlAttribute` can say anything else: no id, a wrong
// id, a raw value that differs from the typed one.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/bytes.hpp"
#include "tests/support/string_pool.hpp"

namespace formulary::support {

/// A typed value (Res_value): `type` and `data`, or a text of the string pool.
struct XmlValue {
  std::uint8_t type = 0;
  std::uint32_t data = 0;
  std::optional<std::string> text;
};
XmlValue text(std::string value);
XmlValue decimal(std::int64_t value);
XmlValue hexadecimal(std::uint32_t value);
XmlValue boolean(bool value);
XmlValue reference(std::uint32_t resource);
XmlValue attribute_reference(std::uint32_t resource);
XmlValue real(float value);

struct XmlAttribute {
  std::string namespace_uri;  ///< empty: none
  std::string name;
  std::uint32_t resource_id = 0;  ///< 0: not in the resource map
  XmlValue value;
  std::optional<std::string> raw;  ///< the text as written; by itself only texts have one
};

inline constexpr std::string_view android_namespace = "http://schemas.android.com/apk/res/android";

/// The platform's id of an `android:` attribute; throws when the table in axml_builder.cpp does not have it.
std::uint32_t android_attribute_id(std::string_view name);

class XmlElement {
 public:
  explicit XmlElement(std::string element_name) : name(std::move(element_name)) {}

  /// Sets an attribute, in the order of ids that packaging tools keep; `android:x` means the platform's namespace and
  /// id. Replaces one of the same name.
  XmlElement& set(std::string_view attribute_name, XmlValue value);
  /// Adds an attribute just as it is, even a second one of the same name.
  XmlElement& add(XmlAttribute attribute);
  /// Appends a child and gives it; the reference stays good while this element lives.
  XmlElement& child(std::string element_name);
  XmlElement& append(XmlElement element);
  /// The first child of this name, made when there is none.
  XmlElement& need(std::string_view element_name);

  std::string name;
  std::string namespace_uri;
  std::vector<XmlAttribute> attributes;
  std::deque<XmlElement> children;
  std::string character_data;
};

/// How the document is written. Zero chunks of the unset kind are left out.
struct XmlOptions {
  Encoding encoding = Encoding::utf8;
  bool resource_map = true;
  bool declare_android_namespace = true;
};

Bytes binary_xml(const XmlElement& root, const XmlOptions& options = {});

}  // namespace formulary::support
