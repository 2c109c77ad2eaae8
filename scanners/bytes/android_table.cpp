#include "scanners/bytes/android_table.hpp"

#include "scanners/bytes/complaints.hpp"

namespace formulary::bytes {
namespace {

constexpr std::uint16_t table_type = 0x0002;
constexpr std::uint16_t package_type = 0x0200;
constexpr std::uint16_t type_type = 0x0201;
constexpr std::uint16_t type_spec_type = 0x0202;
constexpr std::uint16_t library_type = 0x0203;
constexpr std::uint16_t staged_alias_type = 0x0206;  // between them: what overlays may replace, not needed here
constexpr std::uint32_t most_types = 50'000;
constexpr std::uint64_t steps_per_item = 64;  // of an array: its texts are kept
constexpr std::uint64_t steps_per_type = 8;   // of looking whether it is the best
constexpr std::size_t most_aliases = 100'000;
constexpr std::string_view file = "resources.arsc";

}  // namespace

class TableReader {
 public:
  TableReader(std::vector<std::byte> data, Budget& budget, std::vector<Anomaly>& anomalies)
      : budget_(budget), complaints_(anomalies) {
    table_.data_ = std::make_shared<const std::vector<std::byte>>(std::move(data));
  }

  std::optional<ResourceTable> read() {
    const bool readable = read_table();
    complaints_.finish();
    if (!readable) return std::nullopt;
    return std::move(table_);
  }

 private:
  bool read_table();
  void read_package(const Chunk& chunk);
  void read_type(const Chunk& chunk, ResourceTable::Package& package);
  void read_libraries(const Chunk& chunk);
  void read_aliases(const Chunk& chunk);

  void object(std::string_view subject, std::uint64_t offset) {
    complaints_.add(anomaly::arsc_malformed, subject, std::string(file) + at_offset(offset));
  }

  // Calls `visit` for each chunk in `content`.
  template <typename Visit>
  void for_each_chunk(View content, std::uint64_t offset, Visit visit) {
    while (content.size() >= 8) {
      ChunkDefect defect{};
      const std::optional<Chunk> chunk = read_chunk(content, offset, 8, defect);
      if (!chunk) {
        object("chunk", offset);
        return;
      }
      if (!budget_.take(budget_.steps, 1, "steps")) return;
      visit(*chunk);
      content = content.subspan(chunk->data.size());
      offset += chunk->data.size();
    }
    if (!content.empty()) object("trailing bytes", offset);
  }

  Budget& budget_;
  Complaints complaints_;
  ResourceTable table_;
  std::uint32_t types_ = 0;
};

// struct ResTable_header: package count. Then a string pool with all values, and packages.
bool TableReader::read_table() {
  const View data = *table_.data_;
  ChunkDefect defect{};
  const std::optional<Chunk> chunk = read_chunk(data, 0, 12, defect);
  if (!chunk || chunk->type != table_type) {
    object("header", 0);
    return false;
  }
  if (chunk->data.size() != data.size()) object("file size", chunk->data.size());
  bool has_strings = false;
  std::uint32_t packages = 0;
  for_each_chunk(chunk->content(), chunk->header_size, [&](const Chunk& part) {
    if (part.type == StringPool::chunk_type && !has_strings) {
      has_strings = true;
      const std::optional<StringPool> pool = StringPool::read(part);
      if (!pool) object("string pool", part.offset);
      table_.strings_ = pool.value_or(StringPool());
    } else if (part.type == package_type) {
      ++packages;
      read_package(part);
    } else {
      object("chunk type " + std::to_string(part.type), part.offset);
    }
  });
  if (chunk->fields().u32("package count") != packages) object("package count", 8);
  return true;
}

// struct ResTable_package: id, name, where the names of types and of entries are.
void TableReader::read_package(const Chunk& chunk) {
  Cursor fields = chunk.fields();
  const std::uint32_t id = fields.u32("id");
  fields.skip(256, "name");
  const std::uint32_t type_names = fields.u32("type names");
  fields.skip(4, "last public type");
  const std::uint32_t keys = fields.u32("keys");
  if (!fields.ok() || id > 0xff) {
    object("package", chunk.offset);
    return;
  }
  const auto [at, fresh] = table_.packages_.try_emplace(static_cast<std::uint8_t>(id));
  if (!fresh) {
    complaints_.add(anomaly::arsc_duplicate_package, std::to_string(id), std::string(file) + at_offset(chunk.offset));
  }
  ResourceTable::Package& package = at->second;
  for_each_chunk(chunk.content(), chunk.offset + chunk.header_size, [&](const Chunk& part) {
    if (part.type == StringPool::chunk_type) {
      const std::optional<StringPool> pool = StringPool::read(part);
      if (!pool) object("string pool", part.offset);
      if (part.offset - chunk.offset == type_names) package.type_names = pool.value_or(StringPool());
      if (part.offset - chunk.offset == keys) package.keys = pool.value_or(StringPool());
    } else if (part.type == type_type) {
      read_type(part, package);
    } else if (part.type == type_spec_type) {
      package.specified.insert(part.fields().u8("id"));
    } else if (part.type == library_type) {
      read_libraries(part);
    } else if (part.type == staged_alias_type) {
      read_aliases(part);
    } else if (part.type < package_type || part.type > staged_alias_type) {
      object("chunk type " + std::to_string(part.type), part.offset);
    }
  });
}

// struct ResTable_type: id, flags, entry count, where entries start, configuration. Then the entries' offsets.
void TableReader::read_type(const Chunk& chunk, ResourceTable::Package& package) {
  Cursor fields = chunk.fields();
  const std::uint8_t id = fields.u8("id");
  const std::uint8_t flags = fields.u8("flags");
  fields.skip(2, "reserved");
  ResourceTable::Type type;
  type.chunk = chunk;
  type.count = fields.u32("entry count");
  type.entries_start = fields.u32("entries start");
  type.sparse = (flags & 0x01) != 0;
  type.short_offsets = (flags & 0x02) != 0;
  type.config = read_resource_config(fields.rest());
  const std::uint64_t offsets = std::uint64_t{type.count} * (type.short_offsets && !type.sparse ? 2 : 4);
  if (!fields.ok() || id == 0 || offsets > chunk.content().size() || type.entries_start > chunk.data.size()) {
    object("type", chunk.offset);
    return;
  }
  if (!package.specified.contains(id)) object("type without specification", chunk.offset);
  if (++types_ > most_types) {
    budget_.exceed("resource configurations");
    return;
  }
  if (table_.locales_.size() == ResourceTable::most_locales) budget_.exceed("languages of resources");
  if (table_.locales_.size() < ResourceTable::most_locales) table_.locales_.insert(type.config.locale);
  table_.densities_.insert(type.config.density);
  package.types[id].push_back(std::move(type));
}

// struct ResTable_lib_header: count. Then struct ResTable_lib_entry: package id, name.
void TableReader::read_libraries(const Chunk& chunk) {
  const std::uint32_t count = chunk.fields().u32("count");
  Cursor entries(chunk.content(), chunk.offset + chunk.header_size);
  for (std::uint32_t i = 0; i < count && entries.ok(); ++i) {
    const std::uint32_t id = entries.u32("package id");
    entries.skip(256, "package name");
    if (entries.ok()) table_.libraries_.insert(static_cast<std::uint8_t>(id));
  }
  if (!entries.ok()) object("libraries", chunk.offset);
}

// struct ResTable_staged_alias_header: count. Then struct ResTable_staged_alias_entry: staged id, final id.
void TableReader::read_aliases(const Chunk& chunk) {
  const std::uint32_t count = chunk.fields().u32("count");
  Cursor entries(chunk.content(), chunk.offset + chunk.header_size);
  for (std::uint32_t i = 0; i < count && entries.ok(); ++i) {
    const std::uint32_t staged = entries.u32("staged id");
    const std::uint32_t final_id = entries.u32("final id");
    if (!entries.ok() || table_.aliases_.size() == most_aliases) break;
    if (!table_.aliases_.emplace(staged, final_id).second) object("staged id twice", entries.offset());
  }
  if (!entries.ok()) object("staged ids", chunk.offset);
}

std::optional<ResourceTable> ResourceTable::read(std::vector<std::byte> data, Budget& budget,
                                                 std::vector<Anomaly>& anomalies) {
  return TableReader(std::move(data), budget, anomalies).read();
}

std::uint32_t ResourceTable::final_id(std::uint32_t id) const {
  const auto alias = aliases_.find(id);
  return alias == aliases_.end() ? id : alias->second;
}

bool ResourceTable::belongs_elsewhere(std::uint32_t id) const {
  const auto package = static_cast<std::uint8_t>(id >> 24);
  return !packages_.contains(package) && (package == platform_package || libraries_.contains(package));
}

const std::vector<ResourceTable::Type>* ResourceTable::types_of(std::uint32_t id) const {
  const auto package = packages_.find(static_cast<std::uint8_t>(id >> 24));
  if (package == packages_.end()) return nullptr;
  const auto types = package->second.types.find(static_cast<std::uint8_t>(id >> 16));
  return types == package->second.types.end() ? nullptr : &types->second;
}

std::optional<ResourceTable::Entry> ResourceTable::entry(const Type& type, std::uint16_t index) {
  const View offsets = type.chunk.content();
  std::uint64_t at = 0;
  if (type.sparse) {
    // Pairs of index and offset / 4, sorted by index.
    std::uint32_t low = 0;
    std::uint32_t high = type.count;
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (Cursor(offsets.subspan(std::size_t{middle} * 4)).u16("index") < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == type.count) return std::nullopt;
    Cursor pair(offsets.subspan(std::size_t{low} * 4));
    if (pair.u16("index") != index) return std::nullopt;
    at = std::uint64_t{pair.u16("offset")} * 4;
  } else if (index >= type.count) {
    return std::nullopt;
  } else if (type.short_offsets) {
    const std::uint16_t offset = Cursor(offsets.subspan(std::size_t{index} * 2)).u16("offset");
    if (offset == 0xffff) return std::nullopt;
    at = std::uint64_t{offset} * 4;
  } else {
    const std::uint32_t offset = Cursor(offsets.subspan(std::size_t{index} * 4)).u32("offset");
    if (offset == 0xffffffff) return std::nullopt;
    at = offset;
  }
  at += type.entries_start;
  if (at >= type.chunk.data.size()) return std::nullopt;

  // struct ResTable_entry: size, flags, key; then a value, or parent and count of a map. Compact: key, flags with the
  // value's type in the upper byte, data.
  Cursor fields(type.chunk.data.subspan(static_cast<std::size_t>(at)));
  Entry entry;
  const std::uint16_t size = fields.u16("size");
  const std::uint16_t flags = fields.u16("flags");
  const std::uint32_t third = fields.u32("key");
  if ((flags & 0x08) != 0) {
    entry.key = size;
    entry.value = {static_cast<std::uint8_t>(flags >> 8), third};
  } else if ((flags & 0x01) != 0) {
    entry.key = third;
    entry.complex = true;
    fields.skip(4, "parent");
    entry.map_count = fields.u32("count");
    entry.map = fields.rest();
  } else {
    entry.key = third;
    if (size > 8) fields.skip(size - 8U, "rest of the entry");
    fields.skip(3, "size and zero");
    entry.value.type = fields.u8("type");
    entry.value.data = fields.u32("data");
  }
  if (!fields.ok()) return std::nullopt;
  return entry;
}

std::vector<ResourceTable::Found> ResourceTable::all(std::uint32_t id, Budget& budget) const {
  std::vector<Found> found;
  const std::vector<Type>* types = types_of(id);
  if (types == nullptr || !budget.take(budget.steps, steps_per_type * types->size(), "steps")) return found;
  for (const Type& type : *types) {
    const std::optional<Entry> entry = ResourceTable::entry(type, static_cast<std::uint16_t>(id));
    if (entry) found.push_back({entry->value, type.config, entry->complex});
  }
  return found;
}

std::optional<ResourceTable::Found> ResourceTable::best(std::uint32_t id, const ResourceConfig& device,
                                                        Budget& budget) const {
  const std::vector<Type>* types = types_of(id);
  if (types == nullptr || !budget.take(budget.steps, steps_per_type * types->size(), "steps")) return std::nullopt;
  const Type* chosen = nullptr;
  std::optional<Entry> value;
  for (const Type& type : *types) {
    if (!type.config.matches(device)) continue;
    if (chosen != nullptr && !type.config.better_than(chosen->config, device)) continue;
    std::optional<Entry> entry = ResourceTable::entry(type, static_cast<std::uint16_t>(id));
    if (!entry) continue;
    chosen = &type;
    value = entry;
  }
  if (chosen == nullptr) return std::nullopt;
  return Found{value->value, chosen->config, value->complex};
}

std::optional<std::string> ResourceTable::text(const Value& value, Budget& budget) const {
  if (!budget.take(budget.steps, strings_.length(value.data), "steps")) return std::nullopt;
  std::optional<StringPool::Text> text = strings_.at(value.data);
  return text ? std::optional(std::move(text->value)) : std::nullopt;
}

std::uint8_t ResourceTable::own_package() const {
  return packages_.empty() || packages_.contains(0) ? 0 : packages_.rbegin()->first;
}

std::vector<std::string> ResourceTable::array(std::uint32_t id, Budget& budget) const {
  std::vector<std::string> texts;
  const std::vector<Type>* types = types_of(id);
  if (types == nullptr || !budget.take(budget.steps, steps_per_type * types->size(), "steps")) return texts;
  for (const Type& type : *types) {
    const std::optional<Entry> entry = ResourceTable::entry(type, static_cast<std::uint16_t>(id));
    if (!entry || !entry->complex) continue;
    // struct ResTable_map: name, value.
    Cursor fields(entry->map);
    for (std::uint32_t i = 0; i < entry->map_count && budget.take(budget.steps, steps_per_item, "steps"); ++i) {
      fields.skip(7, "name, size and zero");
      const std::uint8_t kind = fields.u8("type");
      const std::uint32_t data = fields.u32("data");
      if (!fields.ok()) break;
      std::optional<std::string> text = kind == Value::string ? this->text({kind, data}, budget) : std::nullopt;
      if (text) texts.push_back(std::move(*text));
    }
    break;
  }
  return texts;
}

std::optional<std::string> ResourceTable::name(std::uint32_t id, Budget& budget) const {
  const std::vector<Type>* types = types_of(id);
  if (types == nullptr || !budget.take(budget.steps, steps_per_type * types->size(), "steps")) return std::nullopt;
  const Package& package = packages_.at(static_cast<std::uint8_t>(id >> 24));
  for (const Type& type : *types) {
    const std::optional<Entry> entry = ResourceTable::entry(type, static_cast<std::uint16_t>(id));
    if (!entry) continue;
    const std::optional<StringPool::Text> kind = package.type_names.at(static_cast<std::uint8_t>(id >> 16) - 1U);
    const std::optional<StringPool::Text> key = package.keys.at(entry->key);
    if (!kind || !key) return std::nullopt;
    return kind->value + "/" + key->value;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> ResourceTable::find(std::uint8_t package_id, std::string_view name, Budget& budget) const {
  const auto package = packages_.find(package_id);
  const std::size_t slash = name.find('/');
  if (package == packages_.end() || slash == std::string_view::npos) return std::nullopt;
  for (const auto& [type_id, types] : package->second.types) {
    const std::optional<StringPool::Text> kind = package->second.type_names.at(type_id - 1U);
    if (!kind || kind->value != name.substr(0, slash)) continue;
    for (const Type& type : types) {
      for (std::uint32_t i = 0; i < type.count && budget.take(budget.steps, 1, "steps"); ++i) {
        const std::uint32_t index =
            type.sparse ? Cursor(type.chunk.content().subspan(std::size_t{i} * 4)).u16("index") : i;
        const std::optional<Entry> entry = ResourceTable::entry(type, static_cast<std::uint16_t>(index));
        const std::optional<StringPool::Text> key = entry ? package->second.keys.at(entry->key) : std::nullopt;
        if (!key || key->value != name.substr(slash + 1)) continue;
        return std::uint32_t{package_id} << 24 | std::uint32_t{type_id} << 16 | index;
      }
    }
  }
  return std::nullopt;
}

}  // namespace formulary::bytes
