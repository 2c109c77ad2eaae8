#include "scanners/bytes/android_proto_xml.hpp"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "scanners/bytes/android_proto_value.hpp"
#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/protobuf.hpp"

namespace formulary::bytes {
namespace {

constexpr std::size_t most_nodes = 200'000;  // elements and attributes of one document

}  // namespace

class ProtoXmlReader {
 public:
  ProtoXmlReader(View data, std::string_view name, Budget& budget, std::vector<Anomaly>& anomalies)
      : data_(data), budget_(budget), complaints_(anomalies) {
    document_.name_ = name;
    document_.strings_ = std::make_shared<std::unordered_map<std::uint32_t, std::string>>();
  }

  std::optional<XmlDocument> read() {
    read_node(data_, XmlElement::none, 0);
    if (document_.elements_.empty()) complaints_.add(anomaly::axml_malformed, "no element", document_.name_);
    complaints_.finish();
    if (document_.elements_.empty()) return std::nullopt;
    document_.number_siblings();
    return std::move(document_);
  }

 private:
  void read_node(View node, std::uint32_t parent, std::uint32_t depth);
  void read_element(View message, std::uint32_t parent, std::uint32_t depth);
  XmlAttribute read_attribute(View message);
  void look_for_duplicates(const XmlElement& element, View message);
  std::string_view keep(std::string_view text);

  void object(std::string_view id, std::string_view subject, View place) {
    complaints_.add(id, subject, document_.name_ + at_offset(static_cast<std::uint64_t>(place.data() - data_.data())));
  }
  void too_many() {
    budget_.exceed("elements of an XML file");
    document_.whole_ = false;
  }
  void damaged(View place) {
    if (!budget_.exceeded().empty()) {
      document_.whole_ = false;
    } else if (std::exchange(document_.whole_, false)) {
      object(anomaly::axml_malformed, "", place);
    }
  }

  View data_;
  Budget& budget_;
  Complaints complaints_;
  XmlDocument document_;
  std::size_t nodes_ = 0;
};

std::string_view ProtoXmlReader::keep(std::string_view text) {
  if (text.empty() || !budget_.take(budget_.steps, 4 * text.size(), "texts of an XML file")) return {};
  const auto key = static_cast<std::uint32_t>(document_.strings_->size());
  return document_.strings_->emplace(key, text).first->second;
}

// message XmlNode: element = 1 or text = 2. Of two, readers take the last; two elements they would melt into one.
void ProtoXmlReader::read_node(View node, std::uint32_t parent, std::uint32_t depth) {
  View element;
  View text;
  bool is_element = false;
  std::size_t values = 0;
  const bool readable = for_each_field(node, budget_, [&](const ProtoField& field) {
    if (field.is_number() || (field.number != 1 && field.number != 2)) return;
    ++values;
    is_element = field.number == 1;
    (is_element ? element : text) = field.data;
  });
  if (!readable) damaged(node);
  if (values > 1) object(anomaly::axml_unbalanced, "several values in one node", node);
  if (is_element) {
    read_element(element, parent, depth);
  } else if (parent != XmlElement::none) {
    document_.elements_[parent].text += as_text(text);
  }
}

void ProtoXmlReader::look_for_duplicates(const XmlElement& element, View message) {
  using Key = std::tuple<std::uint32_t, std::string_view, std::string_view>;  // resource id, or namespace and name
  std::vector<Key> keys;
  for (const XmlAttribute& one : element.attributes) {
    const std::size_t length = 8 + one.ns.size() + one.name.size();
    if (!budget_.take(budget_.steps, length, "names of attributes")) break;
    keys.push_back(one.resource_id != 0 ? Key(one.resource_id, "", "") : Key(0, one.ns, one.name));
  }
  std::ranges::sort(keys);
  if (std::ranges::adjacent_find(keys) != keys.end()) {
    object(anomaly::axml_attribute_duplicate, element.name, message);
  }
}

// message XmlElement: namespace declarations = 1, namespace = 2, name = 3, attributes = 4, children = 5.
void ProtoXmlReader::read_element(View message, std::uint32_t parent, std::uint32_t depth) {
  if (depth > XmlDocument::deepest) {
    object(anomaly::axml_depth, "", message);
    return;
  }
  if (++nodes_ > most_nodes) return too_many();
  const auto index = static_cast<std::uint32_t>(document_.elements_.size());
  document_.elements_.emplace_back();
  XmlElement read;
  read.parent = parent;
  read.depth = depth;
  const bool readable = for_each_field(message, budget_, [&](const ProtoField& field) {
    if (field.is_number()) return;
    if (field.number == 2) read.ns = keep(as_text(field.data));
    if (field.number == 3) read.name = keep(as_text(field.data));
    if (field.number != 4) return;
    if (++nodes_ > most_nodes) return too_many();
    read.attributes.push_back(read_attribute(field.data));
  });
  if (!readable) damaged(message);
  look_for_duplicates(read, message);
  document_.elements_[index] = std::move(read);
  // A second time for the children, which may stand before the name: a list of them would be many times longer than a
  // hostile message.
  for_each_field(message, budget_, [&](const ProtoField& field) {
    if (field.number == 5 && !field.is_number()) read_node(field.data, index, depth + 1);
  });
  document_.elements_[index].end = static_cast<std::uint32_t>(document_.elements_.size());
}

// message XmlAttribute: namespace = 1, name = 2, value as it was written = 3, resource id = 5, compiled item = 6.
XmlAttribute ProtoXmlReader::read_attribute(View message) {
  XmlAttribute read;
  std::string_view written;
  ProtoValue compiled;
  const bool readable = for_each_field(message, budget_, [&](const ProtoField& field) {
    if (field.number == 1 && !field.is_number()) read.ns = keep(as_text(field.data));
    if (field.number == 2 && !field.is_number()) read.name = keep(as_text(field.data));
    if (field.number == 3 && !field.is_number()) written = as_text(field.data);
    if (field.number == 5 && field.is_number()) read.resource_id = field.number32();
    if (field.number == 6 && !field.is_number()) compiled = read_proto_item(field.data, budget_);
  });
  if (!readable) damaged(message);
  if (!compiled.known) {
    read.value.type = Value::string;
    read.text = keep(written);
    read.raw = read.text;
    return read;
  }
  read.value = compiled.value;
  read.text = keep(compiled.text);
  if (!written.empty()) read.raw = keep(written);
  return read;
}

std::optional<XmlDocument> read_proto_xml(View data, std::string_view name, Budget& budget,
                                          std::vector<Anomaly>& anomalies) {
  return ProtoXmlReader(data, name, budget, anomalies).read();
}

}  // namespace formulary::bytes
