// An element of a manifest as the platform sees it: attributes by resource id, references resolved, values converted as
// TypedArray converts them. What cannot be converted is absent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/formats/android/package.hpp"

namespace formulary::formats::android {

class Element {
 public:
  Element(Package& package, const bytes::XmlDocument& document, const bytes::XmlElement& element)
      : package_(package), document_(document), element_(element) {}

  std::string_view name() const { return element_.name; }
  std::string_view text() const { return element_.text; }
  const std::vector<bytes::XmlAttribute>& attributes() const { return element_.attributes; }

  std::vector<Element> children() const;
  std::vector<Element> children(std::string_view name) const;
  /// The first child of this name.
  std::optional<Element> child(std::string_view name) const;

  /// An attribute of the platform, by id. Null when the element does not have it.
  const bytes::XmlAttribute* find(std::uint32_t id) const;
  /// An attribute without namespace, such as `package`.
  const bytes::XmlAttribute* find(std::string_view name) const;

  bool has(std::uint32_t id) const { return find(id) != nullptr; }
  /// The attribute as text: numbers and booleans written out, references resolved.
  template <typename Key>
  std::optional<std::string> string(Key key) const {
    const bytes::XmlAttribute* attribute = find(key);
    return attribute == nullptr ? std::nullopt : string(*attribute);
  }
  std::optional<std::string> string(const bytes::XmlAttribute& attribute) const;
  std::optional<bool> boolean(std::uint32_t id) const;
  std::optional<std::int64_t> integer(std::uint32_t id) const;

  /// The attribute for people: as `string`, but a reference that leads nowhere is shown as it is written.
  std::string show(const bytes::XmlAttribute& attribute) const;
  template <typename Key>
  std::string show(Key key) const {
    const bytes::XmlAttribute* attribute = find(key);
    return attribute == nullptr ? std::string() : show(*attribute);
  }

  /// Where the element is: `AndroidManifest.xml#/manifest/application`.
  std::string place() const { return document_.locate(element_); }
  /// Where an attribute is, or would be: `…/application@debuggable` when the element has it, else the element.
  std::string place(std::uint32_t id) const;
  std::string place(std::string_view attribute_name) const { return place() + "@" + std::string(attribute_name); }

 private:
  Package& package_;
  const bytes::XmlDocument& document_;
  const bytes::XmlElement& element_;
};

/// Text without trailing NULs; one within is written out, because people and other tools would not see what follows.
std::string clean(std::string_view text);

/// A value that is no text as it is written in a manifest: `12`, `0x10`, `true`, `@0x7f010000`.
std::string value_text(const bytes::Value& value);

/// The outermost element of a document.
Element root(Package& package, const bytes::XmlDocument& document);

/// The first `application` element of the manifest: the one that counts.
std::optional<Element> application(Package& package);

/// `true` or `false`.
std::string_view truth(bool value);

}  // namespace formulary::formats::android
