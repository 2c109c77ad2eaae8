#include "scanners/bytes/android_xml.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "scanners/bytes/android_strings.hpp"
#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/text.hpp"

namespace formulary::bytes {
namespace {

constexpr std::uint16_t xml_type = 0x0003;
constexpr std::uint16_t resource_map_type = 0x0180;
constexpr std::uint16_t first_node_type = 0x0100;
constexpr std::uint16_t last_node_type = 0x017f;
constexpr std::uint16_t node_header = 16;
constexpr std::uint16_t attribute_size = 20;
constexpr std::uint16_t attribute_start = 20;
constexpr std::uint32_t no_string = 0xffffffff;
constexpr std::uint32_t platform_package = 0x01;
constexpr std::size_t most_nodes = 200'000;  // elements and attributes of one document
constexpr std::string_view android_uri = "http://schemas.android.com/apk/res/android";

}  // namespace

class XmlReader {
 public:
  XmlReader(View data, std::string_view name, Budget& budget, std::vector<Anomaly>& anomalies)
      : data_(data), budget_(budget), complaints_(anomalies) {
    document_.name_ = name;
    document_.strings_ = std::make_shared<std::unordered_map<std::uint32_t, std::string>>();
  }

  std::optional<XmlDocument> read() {
    const bool readable = read_all();
    complaints_.finish();
    if (!readable || document_.elements_.empty()) return std::nullopt;
    document_.number_siblings();
    return std::move(document_);
  }

 private:
  bool read_all();
  bool stop(bool in_nodes);
  bool read_node(const Chunk& chunk);
  bool start_element(const Chunk& chunk, Cursor& fields);
  bool read_attributes(const Chunk& chunk, std::uint16_t start, std::uint16_t size, std::uint16_t count,
                       XmlElement& element);
  void judge_attributes(const XmlElement& element, std::uint64_t offset);
  void end_element(const Chunk& chunk);
  void read_text(Cursor& fields);

  void object(std::string_view id, std::string_view subject, std::uint64_t offset) {
    complaints_.add(id, subject, document_.name_ + at_offset(offset));
  }
  void object_chunk(ChunkDefect defect, std::uint64_t offset);
  std::optional<std::string_view> string(std::uint32_t index, std::uint64_t offset);

  View data_;
  Budget& budget_;
  Complaints complaints_;
  XmlDocument document_;
  StringPool pool_;
  View resource_map_;
  std::uint64_t decoded_ = 0;
  std::size_t nodes_ = 0;
  std::uint32_t too_deep_ = 0;       // elements open below the deepest
  std::uint32_t namespaces_ = 0;     // open ones
  std::vector<std::uint32_t> open_;  // indices of the elements that are open
};

void XmlReader::object_chunk(ChunkDefect defect, std::uint64_t offset) {
  object(defect == ChunkDefect::header_size ? anomaly::axml_header_size : anomaly::axml_chunk_size, "", offset);
}

// Strings are decoded once and kept. All of them together are not longer than a few times the file unless they overlap.
// Each use costs steps, for whoever reads attributes looks at their texts again and again.
std::optional<std::string_view> XmlReader::string(std::uint32_t index, std::uint64_t offset) {
  if (index == no_string) return std::nullopt;
  if (!budget_.take(budget_.steps, pool_.length(index), "texts of an XML file")) return std::nullopt;
  const auto known = document_.strings_->find(index);
  if (known != document_.strings_->end()) return known->second;
  std::optional<StringPool::Text> text = pool_.at(index);
  if (!text) {
    object(anomaly::axml_string_pool, "string " + std::to_string(index), offset);
    return std::nullopt;
  }
  decoded_ += text->value.size();
  if (decoded_ > 4 * data_.size() + 65536) {
    object(anomaly::axml_string_pool, "strings overlap", offset);
    return std::nullopt;
  }
  if (!text->well_formed) object(anomaly::axml_string, "string " + std::to_string(index), offset);
  return document_.strings_->emplace(index, std::move(text->value)).first->second;
}

bool XmlReader::read_all() {
  ChunkDefect defect{};
  const std::optional<Chunk> file = read_chunk(data_, 0, 8, defect);
  if (!file) {
    object(data_.size() >= 8 && as_text(data_).starts_with('<') ? anomaly::axml_not_binary : anomaly::axml_file_size,
           "", 0);
    return false;
  }
  if (file->type != xml_type) object(anomaly::axml_malformed, "type", 0);
  if (file->header_size != 8) object(anomaly::axml_header_size, "", 0);
  if (file->data.size() != data_.size()) object(anomaly::axml_file_size, "", file->data.size());

  View rest = file->content();
  std::optional<StringPool> pool;
  bool has_strings = false;
  bool has_map = false;
  bool in_nodes = false;
  while (rest.size() >= 8) {
    const std::uint64_t offset = static_cast<std::uint64_t>(rest.data() - data_.data());
    const std::optional<Chunk> chunk = read_chunk(rest, offset, 8, defect);
    const bool aligned = chunk && (chunk->header_size | chunk->data.size()) % 4 == 0;
    if (!chunk) object_chunk(defect, offset);
    if (chunk && !aligned) object(anomaly::axml_chunk_size, "not a multiple of four", offset);
    if (!aligned || !budget_.take(budget_.steps, 1, "steps")) return stop(in_nodes);
    rest = rest.subspan(chunk->data.size());

    if (in_nodes || (chunk->type >= first_node_type && chunk->type <= last_node_type)) {
      // Without strings that can be read the platform refuses the file as a whole.
      if (!in_nodes && !pool) object(anomaly::axml_string_pool, "none before the first element", offset);
      if (!pool) return false;
      in_nodes = true;
      if (!read_node(*chunk)) return stop(true);
    } else if (chunk->type == StringPool::chunk_type) {
      if (has_strings) object(anomaly::axml_unknown_chunk, "second string pool", offset);
      pool = StringPool::read(*chunk);
      if (!pool || !pool->tidy()) object(anomaly::axml_string_pool, "", offset);
      pool_ = pool.value_or(StringPool());
      has_strings = true;
    } else if (chunk->type == resource_map_type) {
      if (has_map) object(anomaly::axml_unknown_chunk, "second resource map", offset);
      resource_map_ = chunk->content();
      has_map = true;
    } else {
      object(anomaly::axml_unknown_chunk, "type " + std::to_string(chunk->type), offset);
    }
  }
  if (!rest.empty()) object(anomaly::axml_trailing_data, "", static_cast<std::uint64_t>(rest.data() - data_.data()));
  if (!open_.empty() || too_deep_ != 0) object(anomaly::axml_unbalanced, "elements left open", file->data.size());
  if (namespaces_ != 0) object(anomaly::axml_namespace, "left open", file->data.size());
  while (!open_.empty()) {
    document_.elements_[open_.back()].end = static_cast<std::uint32_t>(document_.elements_.size());
    open_.pop_back();
  }
  if (document_.elements_.empty()) object(anomaly::axml_malformed, "no element", 0);
  return true;
}

// Here the platform gives up. It does not get here when the outermost element was closed before.
bool XmlReader::stop(bool in_nodes) {
  const bool over = !document_.elements_.empty() && open_.empty() && too_deep_ == 0;
  if (!over) document_.whole_ = false;
  return in_nodes;
}

// struct ResXMLTree_node: line, comment; what follows depends on the type. False: the platform reads no further.
bool XmlReader::read_node(const Chunk& chunk) {
  constexpr std::uint16_t start_namespace = 0x0100;
  constexpr std::uint16_t end_namespace = 0x0101;
  constexpr std::uint16_t start_tag = 0x0102;
  constexpr std::uint16_t end_tag = 0x0103;
  constexpr std::uint16_t text = 0x0104;

  if (chunk.header_size < node_header) {
    object(anomaly::axml_header_size, "", chunk.offset);
    return false;
  }
  if (chunk.header_size != node_header) object(anomaly::axml_header_size, "", chunk.offset);
  Cursor fields(chunk.content(), chunk.offset + chunk.header_size);
  switch (chunk.type) {
    case start_namespace: {
      const auto prefix = string(fields.u32("prefix"), chunk.offset);
      const auto uri = string(fields.u32("uri"), chunk.offset);
      ++namespaces_;
      if (fields.ok() && ((prefix == "android") != (uri == android_uri) || uri.value_or("").empty())) {
        object(anomaly::axml_namespace, prefix.value_or(""), chunk.offset);
      }
      break;
    }
    case end_namespace:
      fields.skip(8, "prefix and uri");
      if (namespaces_ == 0) object(anomaly::axml_namespace, "closed without being open", chunk.offset);
      if (namespaces_ != 0) --namespaces_;
      break;
    case start_tag:
      if (!start_element(chunk, fields) && fields.ok()) return false;
      break;
    case end_tag:
      fields.skip(8, "namespace and name");
      if (fields.ok()) end_element(chunk);
      break;
    case text:
      read_text(fields);
      break;
    default:
      object(anomaly::axml_unknown_chunk, "type " + std::to_string(chunk.type), chunk.offset);
  }
  if (!fields.ok()) object(anomaly::axml_chunk_size, fields.failure().field, fields.failure().offset);
  if (nodes_ > most_nodes) budget_.exceed("xml nodes");
  return fields.ok() && nodes_ <= most_nodes;
}

// struct ResXMLTree_attrExt: namespace, name, where attributes start, how long one is, how many there are.
bool XmlReader::start_element(const Chunk& chunk, Cursor& fields) {
  XmlElement element;
  element.line = Cursor(chunk.header().subspan(8)).u32("line");
  element.ns = string(fields.u32("namespace"), chunk.offset).value_or("");
  element.name = string(fields.u32("name"), chunk.offset).value_or("");
  const std::uint16_t start = fields.u16("attribute start");
  const std::uint16_t size = fields.u16("attribute size");
  const std::uint16_t count = fields.u16("attribute count");
  fields.skip(6, "id, class and style index");
  if (!fields.ok()) return false;
  ++nodes_;

  if (too_deep_ != 0 || open_.size() > XmlDocument::deepest) {
    if (too_deep_ == 0) object(anomaly::axml_depth, element.name, chunk.offset);
    ++too_deep_;
    return true;
  }
  element.depth = static_cast<std::uint32_t>(open_.size());
  if (!open_.empty()) element.parent = open_.back();
  if (open_.empty() && !document_.elements_.empty()) object(anomaly::axml_unbalanced, element.name, chunk.offset);
  if (element.name.empty()) object(anomaly::axml_malformed, "element without a name", chunk.offset);
  if (element.name.find(':') != std::string_view::npos) {
    object(anomaly::axml_namespace_in_name, element.name, chunk.offset);
  }
  if (has_control(element.name)) object(anomaly::axml_control_character, element.name, chunk.offset);
  if (!read_attributes(chunk, start, size, count, element)) return false;
  judge_attributes(element, chunk.offset);
  open_.push_back(static_cast<std::uint32_t>(document_.elements_.size()));
  document_.elements_.push_back(std::move(element));
  return true;
}

// struct ResXMLTree_attribute: namespace, name, raw value, typed value (size, zero, type, data).
bool XmlReader::read_attributes(const Chunk& chunk, std::uint16_t start, std::uint16_t size, std::uint16_t count,
                                XmlElement& element) {
  if (count == 0) return true;
  const View content = chunk.content();
  if (start != attribute_start || size != attribute_size) {
    object(anomaly::axml_attribute_layout, element.name, chunk.offset);
  }
  // The platform asks no more than this, whatever the size of one: attributes may share bytes.
  if (start + std::uint64_t{size} * count > content.size()) {
    object(anomaly::axml_malformed, "attributes", chunk.offset);
    return false;
  }
  nodes_ += count;
  if (nodes_ > most_nodes) return true;  // stated when the element is done
  std::uint32_t largest = 0;
  element.attributes.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint64_t offset = chunk.offset + chunk.header_size + start + std::uint64_t{size} * i;
    Cursor fields(data_.subspan(static_cast<std::size_t>(offset)), offset);
    XmlAttribute attribute;
    attribute.ns = string(fields.u32("namespace"), offset).value_or("");
    const std::uint32_t name = fields.u32("name");
    attribute.name = string(name, offset).value_or("");
    attribute.raw = string(fields.u32("raw value"), offset);
    if (fields.u16("value size") != 8) object(anomaly::axml_attribute_layout, attribute.name, offset);
    fields.skip(1, "zero");
    attribute.value.type = fields.u8("type");
    attribute.value.data = fields.u32("data");
    if (!fields.ok()) return false;
    if (name < resource_map_.size() / 4) {
      attribute.resource_id = Cursor(resource_map_.subspan(std::size_t{name} * 4)).u32("resource id");
    }
    if (attribute.resource_id >> 24 == platform_package) {
      attribute.unseen = attribute.resource_id < largest;
      largest = std::max(largest, attribute.resource_id);
      if (attribute.unseen) object(anomaly::axml_attribute_order, attribute.name, offset);
    }
    if (attribute.value.type == Value::string) {
      attribute.text = string(attribute.value.data, offset).value_or("");
      if (attribute.text.find('\0') != std::string_view::npos) {
        object(anomaly::axml_control_character, attribute.name, offset);
      }
      if (attribute.raw && *attribute.raw != attribute.text) {
        object(anomaly::axml_attribute_raw_value, attribute.name, offset);
      }
    }
    element.attributes.push_back(attribute);
  }
  return true;
}

void XmlReader::judge_attributes(const XmlElement& element, std::uint64_t offset) {
  std::vector<std::pair<std::uint32_t, std::pair<std::string_view, std::string_view>>> seen;
  seen.reserve(element.attributes.size());
  for (const XmlAttribute& attribute : element.attributes) {
    if (attribute.name.empty()) {
      object(attribute.resource_id != 0 ? anomaly::axml_attribute_unnamed : anomaly::axml_malformed, element.name,
             offset);
    }
    if (attribute.name.find(':') != std::string_view::npos) {
      object(anomaly::axml_namespace_in_name, attribute.name, offset);
    }
    if (has_control(attribute.name)) object(anomaly::axml_control_character, attribute.name, offset);
    if (attribute.resource_id != 0) {
      seen.push_back({attribute.resource_id, {}});
    } else {
      seen.push_back({0, {attribute.ns, attribute.name}});
    }
  }
  std::sort(seen.begin(), seen.end());
  if (std::adjacent_find(seen.begin(), seen.end()) != seen.end()) {
    object(anomaly::axml_attribute_duplicate, element.name, offset);
  }
}

void XmlReader::end_element(const Chunk& chunk) {
  if (too_deep_ != 0) {
    --too_deep_;
    return;
  }
  if (open_.empty()) {
    object(anomaly::axml_unbalanced, "closed without being open", chunk.offset);
    return;
  }
  // struct ResXMLTree_endElementExt: namespace, name. The platform does not compare the name; people would.
  Cursor fields(chunk.content().subspan(4), chunk.offset);
  const auto name = string(fields.u32("name"), chunk.offset);
  XmlElement& element = document_.elements_[open_.back()];
  if (name.value_or("") != element.name) object(anomaly::axml_unbalanced, element.name, chunk.offset);
  element.end = static_cast<std::uint32_t>(document_.elements_.size());
  open_.pop_back();
}

// struct ResXMLTree_cdataExt: text, typed value.
void XmlReader::read_text(Cursor& fields) {
  const std::uint64_t offset = fields.offset();
  const auto text = string(fields.u32("text"), offset);
  fields.skip(8, "typed value");
  if (!fields.ok() || !text || open_.empty() || too_deep_ != 0) return;
  if (budget_.take(budget_.steps, 8 * text->size(), "steps")) document_.elements_[open_.back()].text += *text;
}

void XmlDocument::number_siblings() {
  std::map<std::pair<std::uint32_t, std::string_view>, std::vector<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < elements_.size(); ++i) groups[{elements_[i].parent, elements_[i].name}].push_back(i);
  for (const auto& [key, members] : groups) {
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      elements_[members[i]].ordinal = i + 1;
      elements_[members[i]].has_namesake = members.size() > 1;
    }
  }
  for (XmlElement& element : elements_) {
    if (element.end == XmlElement::none) element.end = static_cast<std::uint32_t>(elements_.size());
  }
}

std::optional<XmlDocument> XmlDocument::read(View data, std::string_view name, Budget& budget,
                                             std::vector<Anomaly>& anomalies) {
  return XmlReader(data, name, budget, anomalies).read();
}

std::string XmlDocument::locate(const XmlElement& element) const {
  constexpr std::size_t longest_step = 200;  // hostile names are long, and paths are asked for often
  constexpr std::size_t longest_path = 1000;
  std::string path;
  for (const XmlElement* at = &element;; at = &elements_[at->parent]) {
    std::string step = "/" + std::string(at->name.substr(0, longest_step));
    if (at->name.size() > longest_step) step += "…";
    if (at->has_namesake) step += "[" + std::to_string(at->ordinal) + "]";
    path.insert(0, step);
    if (at->parent == XmlElement::none) break;
    if (path.size() > longest_path) {
      path.insert(0, "/…");
      break;
    }
  }
  return name_ + "#" + path;
}

std::vector<std::uint32_t> XmlDocument::children(const XmlElement& element) const {
  std::vector<std::uint32_t> found;
  const auto first = static_cast<std::uint32_t>(&element - elements_.data()) + 1;
  for (std::uint32_t i = first; i < element.end; i = elements_[i].end) found.push_back(i);
  return found;
}

}  // namespace formulary::bytes
