#include "tests/support/arsc_builder.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace formulary::support {

namespace {

constexpr std::uint32_t no_entry = 0xffffffff;

Bytes config_bytes(const ResourceConfig& config) {
  const auto two = [](const std::string& letters) { return letters.empty() ? Bytes(2, '\0') : letters.substr(0, 2); };
  constexpr std::size_t size = 52;
  Bytes out = u32(size) + u32(0) /* imsi */ + two(config.language) + two(config.region) + u16(0) /* orientation */ +
              u16(config.density) + u32(0) /* input */ + u32(0) /* screen size */ + u16(config.sdk) + u16(0);
  out.resize(size, '\0');
  return out;
}

Bytes chunk(std::uint16_t type, const Bytes& header, const Bytes& body) {
  return u16(type) + u16(8 + header.size()) + u32(8 + header.size() + body.size()) + header + body;
}

}  // namespace

std::uint32_t ResourceTable::add(const std::string& type, const std::string& name, Values values) {
  auto found = std::ranges::find(types_, type, &Type::name);
  if (found == types_.end()) found = types_.insert(types_.end(), Type{type, {}});
  found->entries.push_back({name, std::move(values)});
  const auto type_id = static_cast<std::uint32_t>(found - types_.begin() + 1);
  return std::uint32_t{package_id_} << 24 | type_id << 16 | static_cast<std::uint32_t>(found->entries.size() - 1);
}

Bytes ResourceTable::build(Encoding encoding) const {
  StringPool values, types, keys;
  for (const Type& type : types_) types.append(type.name);

  Bytes chunks;
  for (std::size_t t = 0; t < types_.size(); ++t) {
    const Type& type = types_[t];
    const Bytes identity = u8(t + 1) + u8(0) + u16(0) + u32(type.entries.size());
    chunks += chunk(0x0202, identity, Bytes(4 * type.entries.size(), '\0'));

    std::set<ResourceConfig> configs;
    for (const Entry& entry : type.entries) {
      for (const auto& [config, value] : entry.values) configs.insert(config);
    }
    for (const ResourceConfig& config : configs) {
      Bytes offsets, entries;
      for (const Entry& entry : type.entries) {
        const auto found = std::ranges::find_if(entry.values, [&](const auto& each) { return each.first == config; });
        if (found == entry.values.end()) {
          offsets += u32(no_entry);
          continue;
        }
        const XmlValue& value = found->second;
        const std::uint32_t data = value.text ? values.index(*value.text) : value.data;
        offsets += u32(entries.size());
        entries += u16(8) + u16(0) + u32(keys.index(entry.name)) + u16(8) + u8(0) + u8(value.type) + u32(data);
      }
      const Bytes configuration = config_bytes(config);
      const std::size_t entries_start = 8 + identity.size() + 4 + configuration.size() + offsets.size();
      chunks += chunk(0x0201, identity + u32(entries_start) + configuration, offsets + entries);
    }
  }

  const Bytes type_pool = types.build(Encoding::utf16), key_pool = keys.build(encoding);
  Bytes name = utf16(package_name_);
  name.resize(256, '\0');
  constexpr std::size_t package_header = 288;
  const Bytes header = u32(package_id_) + name + u32(package_header) + u32(types_.size()) +
                       u32(package_header + type_pool.size()) + u32(0) + u32(0);
  const Bytes package = chunk(0x0200, header, type_pool + key_pool + chunks);
  return chunk(0x0002, u32(1), values.build(encoding) + package);
}

}  // namespace formulary::support
