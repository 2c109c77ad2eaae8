#include "scanners/bytes/dex.hpp"

#include <algorithm>
#include <array>

#include "scanners/bytes/cursor.hpp"
#include "scanners/bytes/inflate.hpp"

namespace formulary::bytes {
namespace {

constexpr std::uint32_t plain_header = 0x70;
constexpr std::uint32_t container_header = 0x78;
constexpr std::size_t checksummed_from = 12;
constexpr std::uint32_t little_endian = 0x12345678;
constexpr std::size_t most_in_container = 256;
constexpr std::uint32_t most_types = 65535;  // "type_ids": indices have 16 bits; every class has a type of its own
constexpr std::uint32_t most_listed = 1000;
constexpr std::string_view known_versions[] = {"035", "037", "038", "039", "040", "041"};
constexpr std::string_view first_container_version = "041";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

class DexReader {
 public:
  DexReader(View file, std::string_view file_name, Complaints& complaints)
      : whole_(file), file_name_(file_name), complaints_(complaints) {}

  std::vector<Dex> read() {
    std::vector<Dex> found;
    std::size_t start = 0;
    do {
      Dex dex;
      const std::size_t length = read_one(start, dex);
      if (length == 0) break;
      found.push_back(std::move(dex));
      if (found.back().version_ < first_container_version) break;
      start += length;
    } while (start < whole_.size() && found.size() < most_in_container);
    return found;
  }

 private:
  // "Header item". Gives the length of this DEX file; 0 when it cannot be read.
  std::size_t read_one(std::size_t start, Dex& dex) {
    Cursor fields(whole_.subspan(start), start);
    const std::string_view magic = as_text(fields.bytes(8, "magic"));
    if (!magic.starts_with("dex\n") || magic.back() != '\0' || !std::ranges::all_of(magic.substr(4, 3), is_digit)) {
      object(anomaly::dex_magic, start);
      return 0;
    }
    dex.version_ = magic.substr(4, 3);
    dex.file_name_ = file_name_;
    if (std::ranges::find(known_versions, dex.version_) == std::end(known_versions)) {
      object(anomaly::dex_version, start + 4, dex.version_);
    }
    const bool container = dex.version_ >= first_container_version;

    const std::uint32_t checksum = fields.u32("checksum");
    fields.skip(20, "signature");
    const std::uint32_t file_size = fields.u32("file_size");
    const std::uint32_t header_size = fields.u32("header_size");
    const std::uint32_t endian_tag = fields.u32("endian_tag");
    fields.skip(8, "link");
    const std::uint32_t map = fields.u32("map_off");
    std::array<Dex::Table, 6> tables;
    for (Dex::Table& table : tables) {
      table.count = fields.u32("size of a table");
      table.offset = fields.u32("offset of a table");
    }
    fields.skip(8, "data");
    const std::uint32_t container_size = container ? fields.u32("container_size") : 0;
    const std::uint32_t header_offset = container ? fields.u32("header_offset") : 0;
    if (!fields.ok()) {
      object(anomaly::dex_truncated, whole_.size());
      return 0;
    }
    if (endian_tag != little_endian) {
      object(anomaly::dex_endian_tag, start + 0x28);
      return 0;
    }
    const std::uint32_t least = container ? container_header : plain_header;
    if (header_size != least) object(anomaly::dex_header_size, start + 0x24);

    const std::size_t available = whole_.size() - start;
    std::size_t length = file_size;
    if (file_size > available || file_size < least) {
      object(anomaly::dex_truncated, whole_.size());
      length = available;
    }
    if (!container && file_size < available) object(anomaly::dex_trailing_data, start + file_size);
    if (container && (container_size != whole_.size() || header_offset != start)) {
      object(anomaly::dex_container, start + 0x70);
    }
    if (adler32(whole_.subspan(start + checksummed_from, length - checksummed_from)) != checksum) {
      object(anomaly::dex_checksum, start + 8);
    }
    // Offsets count from the start of the container, and may lead to data that its parts share.
    dex.file_ = container ? whole_ : whole_.first(length);
    place_tables(dex, tables, start);
    read_map(dex, map);
    return length;
  }

  void place_tables(Dex& dex, const std::array<Dex::Table, 6>& declared, std::size_t start) {
    struct Known {
      Dex::Table Dex::*table;
      std::uint32_t width;
    };
    static constexpr Known known[] = {{&Dex::strings_, 4}, {&Dex::types_, 4},   {&Dex::prototypes_, 12},
                                      {&Dex::fields_, 8},  {&Dex::methods_, 8}, {&Dex::classes_, 32}};
    struct Extent {
      std::uint64_t start, end;
    };
    std::vector<Extent> extents = {{start, start + plain_header}};
    for (std::size_t i = 0; i < std::size(known); ++i) {
      const Dex::Table& table = declared[i];
      const std::uint64_t end = table.offset + std::uint64_t{table.count} * known[i].width;
      const bool too_many = (i == 1 || i == 2 || i == 5) && table.count > most_types;
      if (table.count == 0) continue;
      if (table.offset % 4 != 0 || end > dex.file_.size() || too_many) {
        object(anomaly::dex_table_bounds, start + 0x38 + 8 * i);
        continue;
      }
      dex.*known[i].table = table;
      extents.push_back({table.offset, end});
    }
    std::ranges::sort(extents, {}, &Extent::start);
    for (std::size_t i = 1; i < extents.size(); ++i) {
      if (extents[i].start < extents[i - 1].end) object(anomaly::dex_table_overlap, extents[i].start);
    }
  }

  // "Map list": what is where, in order of offsets; the tables again, as the header has them.
  void read_map(const Dex& dex, std::uint32_t offset) {
    Cursor map(dex.from(offset), offset);
    const std::uint32_t count = map.u32("size");
    if (offset == 0 || !map.ok() || count > map.remaining() / 12) {
      object(anomaly::dex_map, offset);
      return;
    }
    const Dex::Table* const tables[] = {nullptr,      &dex.strings_, &dex.types_,  &dex.prototypes_,
                                        &dex.fields_, &dex.methods_, &dex.classes_};
    std::array<bool, std::size(tables)> seen{};
    std::uint64_t before = 0;
    bool first = true;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint64_t at = map.offset();
      const std::uint16_t type = map.u16("type");
      map.skip(2, "unused");
      const std::uint32_t size = map.u32("size");
      const std::uint32_t start = map.u32("offset");
      bool fits = (first || start > before) && start < dex.file_.size();
      if (type > 0 && type < std::size(tables)) {
        fits = fits && !seen[type] && size == tables[type]->count && start == tables[type]->offset;
        seen[type] = true;
      }
      if (!fits) object(anomaly::dex_map, at);
      before = start;
      first = false;
    }
    for (std::size_t type = 1; type < std::size(tables); ++type) {
      if (!seen[type] && tables[type]->count != 0) object(anomaly::dex_map, offset);
    }
  }

  void object(std::string_view id, std::uint64_t offset, std::string_view what = {}) {
    complaints_.add(id, what.empty() ? file_name_ : std::string(what), file_name_ + at_offset(offset));
  }

  View whole_;
  std::string file_name_;
  Complaints& complaints_;
};

std::vector<Dex> Dex::read(View file, std::string_view file_name, Complaints& complaints) {
  return DexReader(file, file_name, complaints).read();
}

View Dex::from(std::uint32_t offset) const { return offset < file_.size() ? file_.subspan(offset) : View(); }

std::uint32_t Dex::type_name(std::uint32_t index) const {
  return index < types_.count ? u32_at(file_, types_.offset + std::size_t{index} * 4) : none;
}

DexField Dex::field(std::uint32_t index) const {
  if (index >= fields_.count) return {none, none, none};
  const std::size_t at = fields_.offset + std::size_t{index} * 8;
  return {u16_at(file_, at), u16_at(file_, at + 2), u32_at(file_, at + 4)};
}

DexMethod Dex::method(std::uint32_t index) const {
  if (index >= methods_.count) return {none, none, none};
  const std::size_t at = methods_.offset + std::size_t{index} * 8;
  return {u16_at(file_, at), u16_at(file_, at + 2), u32_at(file_, at + 4)};
}

// "Class def item"; annotations and initial values are not looked at.
DexClass Dex::class_at(std::uint32_t index) const {
  if (index >= classes_.count) return {none, 0, none, 0, 0};
  const std::size_t at = classes_.offset + std::size_t{index} * 32;
  return {u32_at(file_, at), u32_at(file_, at + 4), u32_at(file_, at + 8), u32_at(file_, at + 12),
          u32_at(file_, at + 24)};
}

std::vector<std::uint32_t> Dex::type_list(std::uint32_t offset) const {
  std::vector<std::uint32_t> types;
  if (offset == 0) return types;
  Cursor list(from(offset));
  const std::uint32_t count = std::min(list.u32("size"), most_listed);
  for (std::uint32_t i = 0; i < count && list.remaining() >= 2; ++i) types.push_back(list.u16("type"));
  return types;
}

}  // namespace formulary::bytes
