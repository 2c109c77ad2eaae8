#include "scanners/bytes/zip_layout.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

#include "scanners/bytes/cursor.hpp"
#include "scanners/bytes/zip_directory.hpp"

namespace formulary::bytes {
namespace {

constexpr std::uint32_t local_signature = 0x04034b50;
constexpr std::uint32_t descriptor_signature = 0x08074b50;
constexpr std::uint64_t local_length = 30;
constexpr std::uint16_t has_descriptor = 1U << 3;
constexpr unsigned decisive_flags = 0x2849;  // encrypted, descriptor, strongly encrypted, UTF-8, masked headers

// Small reads that follow each other, from one buffer.
class Window {
 public:
  explicit Window(const Source& source) : source_(source) {}

  /// Up to `length` bytes from `offset`; fewer at the end of the file. Valid until the next call.
  View at(std::uint64_t offset, std::uint64_t length) {
    if (offset >= source_.size()) return {};
    length = std::min(length, source_.size() - offset);
    if (offset < start_ || offset + length > start_ + buffer_.size()) {
      start_ = offset;
      buffer_.resize(
          static_cast<std::size_t>(std::min(std::max<std::uint64_t>(length, 4096), source_.size() - offset)));
      if (!source_.read(start_, buffer_)) buffer_.clear();
    }
    if (buffer_.empty()) return {};
    return View(buffer_).subspan(static_cast<std::size_t>(offset - start_), static_cast<std::size_t>(length));
  }

 private:
  const Source& source_;
  std::uint64_t start_ = 0;
  std::vector<std::byte> buffer_;
};

struct LocalHeader {
  std::uint16_t version_needed = 0;
  std::uint16_t flags = 0;
  std::uint16_t method = 0;
  std::uint32_t modified = 0;
  std::uint32_t crc32 = 0;
  std::uint64_t compressed_size = 0;
  std::uint64_t size = 0;
  std::string_view name;
  View extra;
  std::uint64_t length = 0;
};

// 4.3.7 Local file header. Nothing when it does not start with its signature or leaves the file.
std::optional<LocalHeader> read_local(Window& window, std::uint64_t offset) {
  Cursor fixed(window.at(offset, local_length), offset);
  const std::uint32_t signature = fixed.u32("signature");
  fixed.skip(22, "fields");
  const std::uint64_t variable = std::uint64_t{fixed.u16("name length")} + fixed.u16("extra field length");
  if (!fixed.ok() || signature != local_signature) return std::nullopt;

  Cursor cursor(window.at(offset, local_length + variable), offset);
  LocalHeader header;
  cursor.skip(4, "signature");
  header.version_needed = cursor.u16("version needed");
  header.flags = cursor.u16("flags");
  header.method = cursor.u16("method");
  header.modified = cursor.u32("time and date");
  header.crc32 = cursor.u32("crc-32");
  header.compressed_size = cursor.u32("compressed size");
  header.size = cursor.u32("uncompressed size");
  const std::uint16_t name_length = cursor.u16("name length");
  const std::uint16_t extra_length = cursor.u16("extra field length");
  header.name = as_text(cursor.bytes(name_length, "name"));
  header.extra = cursor.bytes(extra_length, "extra field");
  header.length = local_length + variable;
  if (!cursor.ok()) return std::nullopt;
  return header;
}

// 4.5.3: in a local header the zip64 field holds both sizes, the uncompressed one first.
void widen(LocalHeader& header) {
  Cursor cursor(header.extra);
  while (cursor.ok() && cursor.remaining() >= 4) {
    const std::uint16_t id = cursor.u16("header id");
    Cursor content = cursor.nested(cursor.u16("data size"), "data");
    if (id != 1) continue;
    if (header.size == 0xffffffff) header.size = content.u64("uncompressed size");
    if (header.compressed_size == 0xffffffff) header.compressed_size = content.u64("compressed size");
    return;
  }
}

void compare(const ZipEntry& entry, const LocalHeader& header, Complaints& complaints) {
  const std::string place = at_offset(entry.header_offset);
  if (header.name != entry.name) complaints.add(anomaly::zip_local_name, entry.name, place);
  if (header.method != entry.method) complaints.add(anomaly::zip_local_method, entry.name, place);
  const unsigned flags = header.flags ^ entry.flags;
  if ((flags & decisive_flags) != 0) complaints.add(anomaly::zip_local_flags, entry.name, place);
  const auto differs = [&](bool yes, std::string_view field) {
    if (yes) complaints.add(anomaly::zip_local_details, entry.name, place + " " + std::string(field));
  };
  differs((flags & ~decisive_flags) != 0, "flags");
  // 4.4.3.2: 4.5 stands for ZIP64, which a tool that writes as it goes knows in one of the two places only.
  const bool zip64 = header.version_needed == 45 || entry.version_needed == 45;
  differs(header.version_needed != entry.version_needed && !zip64, "version needed");
  differs(header.modified != entry.modified, "time and date");
  // 4.4.4, bit 3: crc and sizes may be zero here and follow in the descriptor.
  const bool later = (header.flags & has_descriptor) != 0;
  const auto agrees = [later](std::uint64_t local, std::uint64_t central) {
    return local == central || (later && local == 0);
  };
  if (!agrees(header.size, entry.size) || !agrees(header.compressed_size, entry.compressed_size)) {
    complaints.add(anomaly::zip_local_size, entry.name, place);
  }
  if (!agrees(header.crc32, entry.crc32)) complaints.add(anomaly::zip_local_crc, entry.name, place);
}

// 4.3.9 Data descriptor: [signature] crc-32, compressed size, uncompressed size; sizes of 4 or 8 bytes. Its length, or
// 0 when none of the four forms agrees with the central directory.
std::uint64_t descriptor_length(Window& window, std::uint64_t offset, const ZipEntry& entry) {
  for (const bool with_signature : {true, false}) {
    for (const bool wide : {false, true}) {
      Cursor cursor(window.at(offset, 24), offset);
      if (with_signature && cursor.u32("signature") != descriptor_signature) continue;
      const std::uint32_t crc = cursor.u32("crc-32");
      const std::uint64_t compressed_size = wide ? cursor.u64("compressed size") : cursor.u32("compressed size");
      const std::uint64_t size = wide ? cursor.u64("uncompressed size") : cursor.u32("uncompressed size");
      if (cursor.ok() && crc == entry.crc32 && compressed_size == entry.compressed_size && size == entry.size) {
        return cursor.offset() - offset;
      }
    }
  }
  return 0;
}

bool is_zero(Window& window, std::uint64_t from, std::uint64_t to) {
  while (from < to) {
    const View data = window.at(from, std::min<std::uint64_t>(to - from, 65536));
    if (data.empty()) return false;
    if (std::any_of(data.begin(), data.end(), [](std::byte byte) { return byte != std::byte{0}; })) return false;
    from += data.size();
  }
  return true;
}

// The APK Signing Block ends right before the central directory: u64 size, magic; the size is repeated at its start.
std::uint64_t signing_block_start(Window& window, std::uint64_t directory_offset) {
  if (directory_offset < 32) return directory_offset;
  Cursor footer(window.at(directory_offset - 24, 24));
  const std::uint64_t size = footer.u64("block size");
  if (as_text(footer.bytes(16, "magic")) != "APK Sig Block 42" || size < 24 || size > directory_offset - 8) {
    return directory_offset;
  }
  const std::uint64_t start = directory_offset - 8 - size;
  return Cursor(window.at(start, 8)).u64("block size") == size ? start : directory_offset;
}

// What lies in [from, to), where no listed entry is.
void look_at_gap(Window& window, std::uint64_t from, std::uint64_t to, bool at_start, Complaints& complaints) {
  while (from < to) {
    const std::optional<LocalHeader> hidden = read_local(window, from);
    if (!hidden) break;
    const std::uint64_t length = hidden->length + hidden->compressed_size;
    if (length > to - from) break;
    if (!hidden->name.empty() || hidden->compressed_size != 0) {
      complaints.add(anomaly::zip_hidden_entry, hidden->name, at_offset(from));
    }
    from += length;
  }
  if (from >= to) return;
  if (at_start) {
    const View first = window.at(from, 4);
    const bool dex = first.size() == 4 && as_text(first) == "dex\n";
    complaints.add(anomaly::zip_prepended_data, dex ? "dex" : "", at_offset(from));
  } else if (!is_zero(window, from, to)) {
    complaints.add(anomaly::zip_gap, "", at_offset(from));
  }
}

}  // namespace

void check_zip_layout(const Source& source, std::uint64_t directory_offset, std::vector<ZipEntry>& entries,
                      Complaints& complaints) {
  std::vector<std::uint32_t> order(entries.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return entries[a].header_offset < entries[b].header_offset; });

  Window window(source);
  std::uint64_t position = 0;  // everything before it is accounted for
  for (const std::uint32_t index : order) {
    ZipEntry& entry = entries[index];
    const std::string place = at_offset(entry.header_offset);
    std::optional<LocalHeader> header = read_local(window, entry.header_offset);
    if (!header || entry.header_offset >= directory_offset) {
      complaints.add(anomaly::zip_local_header_unreadable, entry.name, place);
      continue;
    }
    // What overlaps is stated below; that many entries share a long extra field must not cost its length many times.
    if (entry.header_offset >= position) {
      if (header->size == 0xffffffff || header->compressed_size == 0xffffffff) widen(*header);
      if (!extra_fields_well_formed(header->extra)) complaints.add(anomaly::zip_extra_malformed, entry.name, place);
    }
    compare(entry, *header, complaints);
    const std::uint16_t flags = header->flags;
    entry.data_offset = entry.header_offset + header->length;

    if (entry.header_offset < position) {
      complaints.add(anomaly::zip_overlap, entry.name, place);
    } else if (entry.header_offset > position) {
      look_at_gap(window, position, entry.header_offset, position == 0, complaints);
    }
    if (entry.data_offset > directory_offset || entry.compressed_size > directory_offset - entry.data_offset) {
      complaints.add(anomaly::zip_out_of_bounds, entry.name, place);
      position = std::max(position, std::min(entry.data_offset, directory_offset));
      continue;
    }
    std::uint64_t end = entry.data_offset + entry.compressed_size;
    if ((flags & has_descriptor) != 0) {
      const std::uint64_t length = descriptor_length(window, end, entry);
      if (length == 0) complaints.add(anomaly::zip_descriptor_mismatch, entry.name, at_offset(end));
      end += length;
    }
    position = std::max(position, end);
  }
  const std::uint64_t limit = std::max(position, signing_block_start(window, directory_offset));
  if (position > directory_offset) {
    complaints.add(anomaly::zip_overlap, "central directory", at_offset(directory_offset));
  } else if (position < limit) {
    look_at_gap(window, position, limit, entries.empty(), complaints);
  }
}

}  // namespace formulary::bytes
