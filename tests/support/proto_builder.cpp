#include "tests/support/proto_builder.hpp"

#include "tests/support/arsc_builder.hpp"

namespace formulary::support {

Bytes proto_varint(std::uint64_t value) {
  Bytes out;
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  return out + static_cast<char>(value);
}

Bytes proto_number(std::uint32_t field, std::uint64_t value) {
  return proto_varint(std::uint64_t{field} << 3) + proto_varint(value);
}

Bytes proto_bytes(std::uint32_t field, std::string_view value) {
  return proto_varint(std::uint64_t{field} << 3 | 2) + proto_varint(value.size()) + Bytes(value);
}

Bytes proto_item(const XmlValue& value) {
  if (value.text) return {};
  switch (value.type) {
    case 0x01:
      return proto_bytes(1, proto_number(2, value.data));
    case 0x02:
      return proto_bytes(1, proto_number(1, 1) + proto_number(2, value.data));
    case 0x04:  // fixed32
      return proto_bytes(7, proto_varint(3U << 3 | 5) + u32(value.data));
    case 0x10:  // int32: a negative one is extended to 64 bits
      return proto_bytes(
          7, proto_number(6, static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(value.data)})));
    case 0x11:
      return proto_bytes(7, proto_number(7, value.data));
    case 0x12:
      return proto_bytes(7, proto_number(8, value.data != 0 ? 1 : 0));
    default:
      return {};
  }
}

namespace {

Bytes attribute(const XmlAttribute& one) {
  Bytes out;
  if (!one.namespace_uri.empty()) out += proto_bytes(1, one.namespace_uri);
  out += proto_bytes(2, one.name) + proto_bytes(3, one.value.text.value_or(one.raw.value_or("")));
  if (one.resource_id != 0) out += proto_number(5, one.resource_id);
  const Bytes item = proto_item(one.value);
  return item.empty() ? out : out + proto_bytes(6, item);
}

Bytes element(const XmlElement& one) {
  Bytes out;
  if (!one.namespace_uri.empty()) out += proto_bytes(2, one.namespace_uri);
  out += proto_bytes(3, one.name);
  for (const XmlAttribute& each : one.attributes) out += proto_bytes(4, attribute(each));
  if (!one.character_data.empty()) out += proto_bytes(5, proto_bytes(2, one.character_data));
  for (const XmlElement& child : one.children) out += proto_bytes(5, proto_xml(child));
  return out;
}

Bytes configuration(const ResourceConfig& config) {
  Bytes out;
  const std::string locale = config.region.empty() ? config.language : config.language + "-" + config.region;
  if (!locale.empty()) out += proto_bytes(3, locale);
  if (config.density != 0) out += proto_number(18, config.density);
  if (config.sdk != 0) out += proto_number(24, config.sdk);
  return out;
}

}  // namespace

Bytes proto_xml(const XmlElement& root) { return proto_bytes(1, element(root)); }

Bytes ResourceTable::build_proto() const {
  Bytes package = proto_bytes(1, proto_number(1, package_id_)) + proto_bytes(2, package_name_);
  std::uint32_t type_id = 0;
  for (const Type& type : types_) {
    Bytes message = proto_bytes(1, proto_number(1, ++type_id)) + proto_bytes(2, type.name);
    std::uint32_t entry_id = 0;
    for (const Entry& entry : type.entries) {
      Bytes values;
      for (const auto& [config, value] : entry.values) {
        const Bytes item = value.text ? proto_bytes(2, proto_bytes(1, *value.text)) : proto_item(value);
        values += proto_bytes(6, proto_bytes(1, configuration(config)) + proto_bytes(2, proto_bytes(4, item)));
      }
      message += proto_bytes(3, proto_bytes(1, proto_number(1, entry_id++)) + proto_bytes(2, entry.name) + values);
    }
    package += proto_bytes(3, message);
  }
  return proto_bytes(2, package);
}

}  // namespace formulary::support
