// Android's binary XML (ResourceTypes.h, struct ResXMLTree_header), read as the platform reads it: attributes are known
// by resource id, a wrong type at the start does not matter, unknown chunks are skipped. Each thing that ordinary
// packaging tools do not produce is an anomaly. Promises a flat list of elements in document order, none deeper than
// `deepest`; promises nothing about names and values, which may hold any text.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanners/bytes/android_value.hpp"
#include "scanners/bytes/budget.hpp"
#include "scanners/bytes/view.hpp"
#include "scanners/report.hpp"

namespace formulary::bytes {

struct XmlAttribute {
  std::string_view ns;
  std::string_view name;
  std::uint32_t resource_id = 0;        ///< 0: none
  bool unseen = false;                  ///< behind one with a larger id: the platform looks for ids in ascending order
  std::optional<std::string_view> raw;  ///< the text as it was written, when it was kept
  std::string_view text;                ///< the text that a value of type string refers to
  Value value;
};

struct XmlElement {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::string_view ns;
  std::string_view name;
  std::uint32_t line = 0;
  std::uint32_t depth = 0;      ///< 0: an outermost element
  std::uint32_t parent = none;  ///< index into the document's elements
  std::uint32_t ordinal = 1;    ///< among its siblings of the same name
  bool has_namesake = false;    ///< there is a sibling of the same name
  std::uint32_t end = none;     ///< index of the first element that is not within this one
  std::vector<XmlAttribute> attributes;
  std::string text;
};

class XmlDocument {
 public:
  static constexpr std::uint32_t deepest = 128;

  /// `name` is the file's name in the package, for evidence. Nothing when the platform would not read it at all, or
  /// when there is no element; an anomaly says why. The document does not refer to `data` afterwards.
  static std::optional<XmlDocument> read(View data, std::string_view name, Budget& budget,
                                         std::vector<Anomaly>& anomalies);

  const std::string& name() const { return name_; }
  const std::vector<XmlElement>& elements() const { return elements_; }

  /// False when reading stopped at a damaged place: there the platform gives up, too.
  bool whole() const { return whole_; }

  /// Where an element is: `AndroidManifest.xml#/manifest/application/activity[3]`. Numbers count from 1 among siblings
  /// of the same name and are left out where there is only one.
  std::string locate(const XmlElement& element) const;

  /// The children of an element (indices into elements()), of any name.
  std::vector<std::uint32_t> children(const XmlElement& element) const;

 private:
  friend class XmlReader;
  friend class ProtoXmlReader;

  void number_siblings();

  std::string name_;
  std::vector<XmlElement> elements_;
  bool whole_ = true;
  std::shared_ptr<std::unordered_map<std::uint32_t, std::string>> strings_;  ///< what the views refer to
};

}  // namespace formulary::bytes
