#include "scanners/bytes/zip_directory.hpp"

#include <algorithm>
#include <string>

#include "scanners/bytes/cursor.hpp"
#include "scanners/bytes/inflate.hpp"
#include "scanners/bytes/text.hpp"

namespace formulary::bytes {
namespace {

constexpr std::uint32_t directory_signature = 0x02014b50;
constexpr std::uint64_t record_length = 46;
constexpr std::uint64_t deflate_at_best = 1032;  // one byte of DEFLATE gives at most this many
constexpr std::uint64_t bytes_per_step = 16;

// How many bytes at the end of `data` are zero.
std::size_t zeros_behind(View data) {
  const auto other = std::find_if(data.rbegin(), data.rend(), [](std::byte byte) { return byte != std::byte{0}; });
  return static_cast<std::size_t>(other - data.rbegin());
}

// Calls `visit(id, content)` for each field; false when they are not well formed.
template <typename Visit>
bool for_each_extra_field(View extra, Visit visit) {
  Cursor cursor(extra);
  const std::size_t zeros = zeros_behind(extra);  // alignment
  while (cursor.remaining() > zeros) {
    const std::uint16_t id = cursor.u16("header id");
    const std::uint16_t length = cursor.u16("data size");
    const View content = cursor.bytes(length, "data");
    if (!cursor.ok()) return false;
    visit(id, content);
  }
  return true;
}

// 4.5.3 Zip64 extended information: holds, in this order, those values whose ordinary field has the sentinel.
void read_zip64_field(ZipEntry& entry, View content, std::string_view place, Complaints& complaints) {
  Cursor cursor(content);
  const auto take = [&](std::uint64_t& value, const char* field) {
    if (value != 0xffffffff) return;
    const std::uint64_t wide = cursor.u64(field);
    if (cursor.ok()) value = wide;
  };
  take(entry.size, "uncompressed size");
  take(entry.compressed_size, "compressed size");
  take(entry.header_offset, "local header offset");
  if (!cursor.ok()) complaints.add(anomaly::zip_zip64_misuse, entry.name, place);
}

// 4.6.9 Unicode Path: version, CRC of the ordinary name, the name that some readers prefer.
void read_unicode_path(const ZipEntry& entry, View content, std::string_view place, Complaints& complaints) {
  Cursor cursor(content);
  const std::uint8_t version = cursor.u8("version");
  const std::uint32_t name_crc = cursor.u32("name crc");
  if (!cursor.ok() || version != 1 || name_crc != crc32(0, as_view(entry.name))) return;  // readers ignore it then
  if (as_text(cursor.rest()) != entry.name) complaints.add(anomaly::zip_name_differs, entry.name, place);
}

void read_extra_fields(ZipEntry& entry, View extra, std::string_view place, Complaints& complaints) {
  bool zip64 = false;
  const bool wants_zip64 =
      entry.size == 0xffffffff || entry.compressed_size == 0xffffffff || entry.header_offset == 0xffffffff;
  const bool well_formed = for_each_extra_field(extra, [&](std::uint16_t id, View content) {
    if (id == 0x0001 && !zip64) {
      zip64 = true;
      read_zip64_field(entry, content, place, complaints);
    } else if (id == 0x7075) {
      read_unicode_path(entry, content, place, complaints);
    }
  });
  if (!well_formed) complaints.add(anomaly::zip_extra_malformed, entry.name, place);
  if (wants_zip64 && !zip64) complaints.add(anomaly::zip_zip64_misuse, entry.name, place);
}

bool has_parent_step(std::string_view name) {
  for (std::size_t start = 0; start <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("/\\", start), name.size());
    if (name.substr(start, end - start) == "..") return true;
    start = end + 1;
  }
  return false;
}

bool is_absolute(std::string_view name) {
  if (name.starts_with('/') || name.starts_with('\\')) return true;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return name.size() >= 2 && is_letter(name[0]) && name[1] == ':';
}

void look_at_name(const ZipEntry& entry, const Budget& budget, std::string_view place, Complaints& complaints) {
  const std::string& name = entry.name;
  if (name.empty()) complaints.add(anomaly::zip_name_empty, "", place);
  if (is_absolute(name)) complaints.add(anomaly::zip_name_absolute, name, place);
  if (has_parent_step(name)) complaints.add(anomaly::zip_name_parent, name, place);
  if (name.find('\\') != std::string::npos) complaints.add(anomaly::zip_name_backslash, name, place);
  if (!is_utf8(name)) {
    complaints.add(anomaly::zip_name_not_utf8, name, place);
  } else if (has_control(name)) {
    complaints.add(anomaly::zip_name_control, name, place);
  }
  if (name.size() > budget.name_length) complaints.add(anomaly::zip_name_too_long, name.substr(0, 64), place);
}

void look_at_kind(const ZipEntry& entry, std::string_view place, Complaints& complaints) {
  // 4.4.2: the upper byte of "version made by" says whose attributes these are; 3 and 19 are Unix and macOS.
  const unsigned host = entry.made_by >> 8;
  if (host == 3 || host == 19) {
    const std::uint32_t type = (entry.external_attributes >> 28) & 0xf;
    if (type == 0xa) complaints.add(anomaly::zip_symlink, entry.name, place);
    if (type == 0x1 || type == 0x2 || type == 0x6 || type == 0xc) {
      complaints.add(anomaly::zip_special_file, entry.name, place);
    }
  }
  if (entry.method != 0 && entry.method != 8) complaints.add(anomaly::zip_method_unsupported, entry.name, place);
  if ((entry.flags & 0x2041) != 0) complaints.add(anomaly::zip_encrypted, entry.name, place);
}

void look_at_sizes(const ZipEntry& entry, std::string_view place, Complaints& complaints) {
  if (entry.method == 0 && entry.size != entry.compressed_size && (entry.flags & 1) == 0) {
    complaints.add(anomaly::zip_size_mismatch, entry.name, place);
  }
  if (entry.method != 8) return;
  const bool impossible = entry.size / deflate_at_best > entry.compressed_size;
  const bool implausible = entry.size >= Budget::mebibyte && entry.size / 250 > entry.compressed_size;
  if (impossible || implausible) complaints.add(anomaly::zip_bomb_ratio, entry.name, place);
}

// 4.3.12 Central directory header, behind its signature; `comment` and names are left in `data`.
ZipEntry read_record(Cursor& cursor, View& extra, std::uint16_t& disk) {
  ZipEntry entry;
  entry.made_by = cursor.u16("version made by");
  entry.version_needed = cursor.u16("version needed");
  entry.flags = cursor.u16("flags");
  entry.method = cursor.u16("method");
  entry.modified = cursor.u32("time and date");
  entry.crc32 = cursor.u32("crc-32");
  entry.compressed_size = cursor.u32("compressed size");
  entry.size = cursor.u32("uncompressed size");
  const std::uint16_t name_length = cursor.u16("name length");
  const std::uint16_t extra_length = cursor.u16("extra field length");
  const std::uint16_t comment_length = cursor.u16("comment length");
  disk = cursor.u16("disk start");
  cursor.skip(2, "internal attributes");
  entry.external_attributes = cursor.u32("external attributes");
  entry.header_offset = cursor.u32("local header offset");
  entry.name = as_text(cursor.bytes(name_length, "name"));
  extra = cursor.bytes(extra_length, "extra field");
  cursor.skip(comment_length, "comment");
  return entry;
}

}  // namespace

std::vector<ZipEntry> list_zip(const Source& source) {
  std::vector<Anomaly> unused;
  Complaints complaints(unused);
  Budget budget;
  const std::optional<ZipEnd> end = find_zip_end(source, complaints);
  if (!end) return {};
  std::optional<ZipDirectory> directory = read_zip_directory(source, *end, budget, complaints);
  return directory ? std::move(directory->entries) : std::vector<ZipEntry>();
}

bool extra_fields_well_formed(View extra) {
  return for_each_extra_field(extra, [](std::uint16_t, View) {});
}

std::optional<ZipDirectory> read_zip_directory(const Source& source, const ZipEnd& end, Budget& budget,
                                               Complaints& complaints) {
  const std::uint64_t available = end.directory_limit - end.directory_offset;
  // Many archives within one may share their bytes.
  if (!budget.take(budget.steps, available / bytes_per_step, "central directories")) return std::nullopt;
  if (available > budget.in_memory) {
    budget.exceed("central directory size");
    complaints.add(anomaly::zip_malformed, "", "the central directory is larger than the scanner holds");
    return std::nullopt;
  }
  std::vector<std::byte> data(static_cast<std::size_t>(available));
  if (!source.read(end.directory_offset, data)) {
    complaints.add(anomaly::zip_malformed, "", "the central directory cannot be read");
    return std::nullopt;
  }

  ZipDirectory directory;
  directory.entries.reserve(
      static_cast<std::size_t>(std::min({end.entries, available / record_length, budget.entries})));
  Cursor cursor(data, end.directory_offset);
  for (std::uint64_t i = 0; i < end.entries; ++i) {
    const std::string place = at_offset(cursor.offset());
    if (cursor.at_end()) {
      complaints.add(anomaly::zip_entry_count, "", place);
      break;
    }
    if (!budget.take(budget.entries, 1, "entries")) break;
    const std::uint32_t signature = cursor.u32("signature");
    View extra;
    std::uint16_t disk = 0;
    ZipEntry entry = read_record(cursor, extra, disk);
    if (signature != directory_signature || !cursor.ok()) {
      complaints.add(anomaly::zip_malformed, "central directory", place);
      return std::nullopt;
    }
    look_at_name(entry, budget, place, complaints);
    read_extra_fields(entry, extra, place, complaints);
    look_at_kind(entry, place, complaints);
    // 4.4.11: 0xffff says that the zip64 field has it.
    if (disk != 0 && disk != 0xffff) complaints.add(anomaly::zip_multi_disk, entry.name, place);
    look_at_sizes(entry, place, complaints);
    entry.header_offset += end.shift;
    directory.entries.push_back(std::move(entry));
  }
  if (!budget.exceeded().empty()) return directory;

  directory.size = cursor.offset() - end.directory_offset;
  Cursor rest(cursor.rest());
  const std::uint32_t next = rest.u32("signature");
  if (rest.ok() && next == directory_signature)
    complaints.add(anomaly::zip_entry_count, "", at_offset(cursor.offset()));
  if (directory.size != end.directory_size || !cursor.at_end()) {
    complaints.add(anomaly::zip_directory_size, "", at_offset(cursor.offset()));
  }
  return directory;
}

}  // namespace formulary::bytes
