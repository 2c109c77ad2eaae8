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

ResourceTable& ResourceTable::library(std::uint8_t id, const std::string& name) {
  Bytes padded = utf16(name);
  padded.resize(256, '\0');
  libraries_ += u32(id) + padded;
  ++library_count_;
  return *this;
}

ResourceTable& ResourceTable::staged(std::uint32_t staged_id, std::uint32_t final_id) {
  aliases_ += u32(staged_id) + u32(final_id);
  ++alias_count_;
  return *this;
}

ResourceTable& ResourceTable::overlayable(const std::string& name, const std::vector<std::uint32_t>& ids) {
  constexpr std::uint32_t anybody = 1;  // ResTable_overlayable_policy_header::POLICY_PUBLIC
  Bytes padded = utf16(name);
  padded.resize(1024, '\0');
  Bytes listed;
  for (const std::uint32_t id : ids) listed += u32(id);
  const Bytes policy = chunk(0x0205, u32(anybody) + u32(ids.size()), listed);
  overlayables_ += chunk(0x0204, padded, policy);
  return *this;
}

Bytes ResourceTable::build(Encoding encoding, EntryLayout layout) const {
  const bool compact = layout == EntryLayout::compact || layout == EntryLayout::compact_sparse;
  const bool sparse = layout == EntryLayout::sparse || layout == EntryLayout::compact_sparse;
  const bool short_offsets = layout == EntryLayout::short_offsets || layout == EntryLayout::compact;
  StringPool values, types, keys;
  for (const Type& type : types_) types.append(type.name);

  Bytes chunks;
  for (std::size_t t = 0; t < types_.size(); ++t) {
    const Type& type = types_[t];
    chunks +=
        chunk(0x0202, u8(t + 1) + u8(0) + u16(0) + u32(type.entries.size()), Bytes(4 * type.entries.size(), '\0'));

    std::set<ResourceConfig> configs;
    for (const Entry& entry : type.entries) {
      for (const auto& [config, value] : entry.values) configs.insert(config);
    }
    for (const ResourceConfig& config : configs) {
      Bytes offsets, entries;
      std::size_t count = 0;
      for (std::size_t index = 0; index < type.entries.size(); ++index) {
        const Entry& entry = type.entries[index];
        const auto found = std::ranges::find_if(entry.values, [&](const auto& each) { return each.first == config; });
        const bool there = found != entry.values.end();
        if (sparse && !there) continue;
        ++count;
        if (sparse) {
          offsets += u16(index) + u16(entries.size() / 4);
        } else if (short_offsets) {
          offsets += u16(there ? entries.size() / 4 : 0xffff);
        } else {
          offsets += u32(there ? entries.size() : no_entry);
        }
        if (!there) continue;
        const XmlValue& value = found->second;
        const std::uint32_t data = value.text ? values.index(*value.text) : value.data;
        const std::uint32_t key = keys.index(entry.name);
        if (compact) {
          entries += u16(key) + u16(0x0008 | value.type << 8) + u32(data);
        } else {
          entries += u16(8) + u16(0) + u32(key) + u16(8) + u8(0) + u8(value.type) + u32(data);
        }
      }
      if (offsets.size() % 4 != 0) offsets += u16(0);
      const Bytes configuration = config_bytes(config);
      const Bytes identity = u8(t + 1) + u8((sparse ? 0x01 : 0) | (short_offsets ? 0x02 : 0)) + u16(0) + u32(count);
      const std::size_t entries_start = 8 + identity.size() + 4 + configuration.size() + offsets.size();
      chunks += chunk(0x0201, identity + u32(entries_start) + configuration, offsets + entries);
    }
  }
  if (library_count_ != 0) chunks += chunk(0x0203, u32(library_count_), libraries_);
  chunks += overlayables_;
  if (alias_count_ != 0) chunks += chunk(0x0206, u32(alias_count_), aliases_);

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
