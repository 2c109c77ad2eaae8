// Recipes for ZIP archives, honest and hostile. `add` and `store` make a well-formed archive; every field of every
// header can then be given another value, so that a test says exactly which lie it tells:
//
//     ZipBuilder zip;
//     zip.add("classes.dex", dex).local.name = "classes.dey";    // local header disagrees with the directory
//     zip.end.entries = 7;                                       // end record counts wrong
//     Bytes file = zip.build();
//
// Field names follow PKWARE APPNOTE.TXT 6.3.10, section 4.3. Nothing is checked: what a recipe says is what it gets.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "tests/support/bytes.hpp"

namespace formulary::support {

enum class Compression : std::uint16_t { stored = 0, deflated = 8 };

/// What one of the two headers of an entry says instead of the truth. Unset fields tell the truth.
struct ZipHeader {
  std::optional<std::string> name;
  std::optional<std::uint16_t> name_length;
  std::optional<std::uint32_t> signature;
  std::optional<std::uint16_t> flags;
  std::optional<std::uint16_t> method;
  std::optional<std::uint32_t> crc32;
  std::optional<std::uint32_t> compressed_size;
  std::optional<std::uint32_t> size;
  std::optional<std::uint32_t> header_offset;  ///< central directory only
  std::optional<std::uint16_t> version_needed;
  std::optional<std::uint32_t> modified;  ///< date in the upper half, time in the lower
  std::uint16_t disk = 0;                 ///< central directory only
  std::optional<std::uint16_t> extra_length;
  std::string extra;
  std::string comment;                    ///< central directory only
  std::uint16_t made_by = 0x0314;         ///< central directory only; upper byte 3: Unix
  std::uint32_t external_attributes = 0;  ///< central directory only; upper half: Unix mode
};

/// One entry. `data` is what the file holds between the headers; `size` and `crc32` belong to the content.
struct ZipEntryRecipe {
  std::string name;
  Bytes data;  ///< as stored in the file, so deflated already
  Compression compression = Compression::stored;
  std::uint32_t crc32 = 0;
  std::uint64_t size = 0;

  ZipHeader local;
  ZipHeader central;
  Bytes gap_before;              ///< bytes between the end of the entry before and this local header
  std::uint16_t alignment = 1;   ///< of the data; filled with zeros in the local extra field
  bool data_descriptor = false;  ///< sizes behind the data instead of in the local header (flag bit 3)
  bool zip64 = false;            ///< sizes in a ZIP64 extra field, 0xffffffff in the header
  bool in_directory = true;      ///< false: a local entry that the central directory does not know
  bool has_local = true;         ///< false: a directory entry without local header; see `central.header_offset`

  /// Sets the flag bits in both headers: `flag(1)` marks the entry as encrypted.
  ZipEntryRecipe& flag(std::uint16_t bits);
  /// Sets the method in both headers, whatever the data is.
  ZipEntryRecipe& method(std::uint16_t number);
  /// Marks the entry as a symbolic link, as Unix tools store it.
  ZipEntryRecipe& symlink();
};

/// What the end-of-central-directory record says instead of the truth.
struct ZipEndRecord {
  std::optional<std::uint16_t> disk;
  std::optional<std::uint16_t> directory_disk;
  std::optional<std::uint16_t> entries_here;
  std::optional<std::uint16_t> entries;
  std::optional<std::uint32_t> directory_size;
  std::optional<std::uint32_t> directory_offset;
  std::optional<std::uint16_t> comment_length;
  std::string comment;
};

class ZipBuilder {
 public:
  /// Adds an entry, deflated. The reference stays good for the life of the builder.
  ZipEntryRecipe& add(std::string name, std::string_view content);
  /// Adds an entry, stored.
  ZipEntryRecipe& store(std::string name, std::string_view content);
  /// Adds an entry whose data is `deflated`, which claims `size` bytes and `crc32` of content.
  ZipEntryRecipe& add_raw(std::string name, Bytes deflated, std::uint64_t size, std::uint32_t crc32);

  std::deque<ZipEntryRecipe> entries;
  ZipEndRecord end;
  Bytes prepended;                      ///< before everything
  bool offsets_count_prepended = true;  ///< false: offsets as if nothing were prepended
  Bytes before_directory;               ///< between the last entry and the central directory
  Bytes after_directory;                ///< between the central directory and the end record
  Bytes appended;                       ///< behind everything
  bool zip64 = false;  ///< adds the ZIP64 end record and its locator, and points the end record to them
  bool end_record = true;

  Bytes build() const;
};

/// Raw DEFLATE of `content` (RFC 1951), at level 0 to 12.
Bytes deflate(std::string_view content, int level = 6);
std::uint32_t crc32(std::string_view content);

/// A deflate stream that inflates to `size` zero bytes, about 158 times its own length, and the CRC of those.
struct Bomb {
  Bytes deflated;
  std::uint32_t crc32;
};
Bomb zeros_bomb(std::uint64_t size);

}  // namespace formulary::support
