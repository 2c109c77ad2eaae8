#include "tests/support/zip_builder.hpp"

#include <libdeflate.h>
#include <stdexcept>

namespace formulary::support {

namespace {

constexpr std::uint32_t local_signature = 0x04034b50;
constexpr std::uint32_t central_signature = 0x02014b50;
constexpr std::uint32_t modified = 0x00210000;  // 1980-01-01: recipes are deterministic
constexpr std::uint16_t version_needed = 20;

/// The values both kinds of header share, after the recipe's lies.
struct Fields {
  std::string name, extra;
  std::uint16_t needed, flags, method;
  std::uint32_t time, crc32, compressed_size, size;

  Bytes common() const {  // from the version needed to the uncompressed size
    return u16(needed) + u16(flags) + u16(method) + u32(time) + u32(crc32) + u32(compressed_size) + u32(size);
  }
};

Fields fields(const ZipEntryRecipe& entry, const ZipHeader& lies) {
  const auto flags = static_cast<std::uint16_t>(entry.data_descriptor ? 8 : 0);
  Fields result{lies.name.value_or(entry.name),
                lies.extra,
                lies.version_needed.value_or(version_needed),
                lies.flags.value_or(flags),
                lies.method.value_or(static_cast<std::uint16_t>(entry.compression)),
                lies.modified.value_or(modified),
                lies.crc32.value_or(entry.crc32),
                lies.compressed_size.value_or(static_cast<std::uint32_t>(entry.data.size())),
                lies.size.value_or(static_cast<std::uint32_t>(entry.size))};
  if (entry.zip64) {
    result.extra += u16(1) + u16(16) + u64(entry.size) + u64(entry.data.size());
    result.compressed_size = lies.compressed_size.value_or(0xffffffff);
    result.size = lies.size.value_or(0xffffffff);
  }
  return result;
}

Bytes local_header(const ZipEntryRecipe& entry, std::uint64_t offset) {
  Fields f = fields(entry, entry.local);
  if (entry.data_descriptor) {
    f.crc32 = entry.local.crc32.value_or(0);
    f.compressed_size = entry.local.compressed_size.value_or(0);
    f.size = entry.local.size.value_or(0);
  }
  const std::uint64_t data_at = offset + 30 + f.name.size() + f.extra.size();
  f.extra.append((entry.alignment - data_at % entry.alignment) % entry.alignment, '\0');
  return u32(entry.local.signature.value_or(local_signature)) + f.common() +
         u16(entry.local.name_length.value_or(static_cast<std::uint16_t>(f.name.size()))) +
         u16(entry.local.extra_length.value_or(static_cast<std::uint16_t>(f.extra.size()))) + f.name + f.extra;
}

Bytes central_header(const ZipEntryRecipe& entry, std::uint64_t offset) {
  const ZipHeader& lies = entry.central;
  const Fields f = fields(entry, lies);
  return u32(lies.signature.value_or(central_signature)) + u16(lies.made_by) + f.common() +
         u16(lies.name_length.value_or(static_cast<std::uint16_t>(f.name.size()))) +
         u16(lies.extra_length.value_or(static_cast<std::uint16_t>(f.extra.size()))) + u16(lies.comment.size()) +
         u16(lies.disk) + u16(0) /* internal attributes */ + u32(lies.external_attributes) +
         u32(lies.header_offset.value_or(static_cast<std::uint32_t>(offset))) + f.name + f.extra + lies.comment;
}

}  // namespace

ZipEntryRecipe& ZipEntryRecipe::flag(std::uint16_t bits) {
  const auto base = static_cast<std::uint16_t>(data_descriptor ? 8 : 0);
  local.flags = static_cast<std::uint16_t>(local.flags.value_or(base) | bits);
  central.flags = static_cast<std::uint16_t>(central.flags.value_or(base) | bits);
  return *this;
}

ZipEntryRecipe& ZipEntryRecipe::method(std::uint16_t number) {
  local.method = central.method = number;
  return *this;
}

ZipEntryRecipe& ZipEntryRecipe::symlink() {
  central.external_attributes = 0120777u << 16;
  return *this;
}

ZipEntryRecipe& ZipBuilder::add(std::string name, std::string_view content) {
  return add_raw(std::move(name), deflate(content), content.size(), support::crc32(content));
}

ZipEntryRecipe& ZipBuilder::store(std::string name, std::string_view content) {
  ZipEntryRecipe& entry = add_raw(std::move(name), Bytes(content), content.size(), support::crc32(content));
  entry.compression = Compression::stored;
  return entry;
}

ZipEntryRecipe& ZipBuilder::add_raw(std::string name, Bytes deflated, std::uint64_t size, std::uint32_t crc) {
  ZipEntryRecipe& entry = entries.emplace_back();
  entry.name = std::move(name);
  entry.data = std::move(deflated);
  entry.compression = Compression::deflated;
  entry.size = size;
  entry.crc32 = crc;
  return entry;
}

Bytes ZipBuilder::build() const {
  Bytes out = prepended;
  const std::uint64_t origin = offsets_count_prepended ? 0 : prepended.size();
  Bytes directory;
  std::uint64_t listed = 0;
  for (const ZipEntryRecipe& entry : entries) {
    out += entry.gap_before;
    const std::uint64_t offset = out.size() - origin;
    if (entry.has_local) {
      out += local_header(entry, offset) + entry.data;
      if (entry.data_descriptor) {
        out += u32(0x08074b50) + u32(entry.crc32) + u32(entry.data.size()) + u32(entry.size);
      }
    }
    if (entry.in_directory) {
      directory += central_header(entry, offset);
      ++listed;
    }
  }
  out += before_directory;
  const std::uint64_t directory_offset = out.size() - origin;
  out += directory + after_directory;
  if (zip64) {
    const std::uint64_t record_offset = out.size() - origin;
    out += u32(0x06064b50) + u64(44) + u16(45) + u16(45) + u32(0) + u32(0) + u64(listed) + u64(listed) +
           u64(directory.size()) + u64(directory_offset);
    out += u32(0x07064b50) + u32(0) + u64(record_offset) + u32(1);
  }
  if (end_record) {
    const std::uint64_t count = zip64 ? 0xffff : listed;
    out += u32(0x06054b50) + u16(end.disk.value_or(0)) + u16(end.directory_disk.value_or(0)) +
           u16(end.entries_here.value_or(static_cast<std::uint16_t>(count))) +
           u16(end.entries.value_or(static_cast<std::uint16_t>(count))) +
           u32(end.directory_size.value_or(zip64 ? 0xffffffff : static_cast<std::uint32_t>(directory.size()))) +
           u32(end.directory_offset.value_or(zip64 ? 0xffffffff : static_cast<std::uint32_t>(directory_offset))) +
           u16(end.comment_length.value_or(static_cast<std::uint16_t>(end.comment.size()))) + end.comment;
  }
  return out + appended;
}

Bytes deflate(std::string_view content, int level) {
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(level);
  if (compressor == nullptr) throw std::runtime_error("no memory for a compressor");
  Bytes out(libdeflate_deflate_compress_bound(compressor, content.size()), '\0');
  out.resize(libdeflate_deflate_compress(compressor, content.data(), content.size(), out.data(), out.size()));
  libdeflate_free_compressor(compressor);
  return out;
}

std::uint32_t crc32(std::string_view content) { return libdeflate_crc32(0, content.data(), content.size()); }

Bomb zeros_bomb(std::uint64_t size) {
  // One final block with fixed codes (RFC 1951, section 3.2.6): a literal zero byte, then matches of length 258 at
  // distance 1, each code 285 (8 bits 11000101) with distance code 0 (5 bits 00000); then a smaller match or literals.
  Bytes out;
  unsigned held = 0, held_bits = 0;
  const auto put = [&](unsigned value, unsigned bits) {  // least significant bit first
    held |= value << held_bits;
    for (held_bits += bits; held_bits >= 8; held_bits -= 8, held >>= 8) out += static_cast<char>(held & 0xff);
  };
  const auto put_code = [&](unsigned code, unsigned bits) {  // Huffman codes go most significant bit first
    for (unsigned i = bits; i-- > 0;) put(code >> i & 1, 1);
  };
  put(1, 1);
  put(1, 2);
  std::uint64_t left = size;
  if (left > 0) {
    put_code(0x30, 8);
    --left;
  }
  for (; left >= 258; left -= 258) {
    put_code(0xc5, 8);
    put_code(0, 5);
  }
  for (; left > 0; --left) put_code(0x30, 8);
  put_code(0, 7);  // end of block
  put(0, 7);

  const std::string zeros(1 << 20, '\0');
  std::uint32_t crc = 0;
  for (std::uint64_t done = 0; done < size; done += zeros.size()) {
    crc = libdeflate_crc32(crc, zeros.data(),
                           static_cast<std::size_t>(std::min<std::uint64_t>(zeros.size(), size - done)));
  }
  return {std::move(out), crc};
}

}  // namespace formulary::support
