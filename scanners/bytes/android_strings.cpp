#include "scanners/bytes/android_strings.hpp"

#include <algorithm>

#include "scanners/bytes/text.hpp"

namespace formulary::bytes {

std::optional<StringPool> StringPool::read(const Chunk& chunk) {
  constexpr std::uint16_t usual_header = 28;
  constexpr std::uint32_t utf8_flag = 0x100;

  Cursor fields = chunk.fields();
  StringPool pool;
  pool.count_ = fields.u32("string count");
  const std::uint32_t style_count = fields.u32("style count");
  const std::uint32_t flags = fields.u32("flags");
  const std::uint32_t strings_start = fields.u32("strings start");
  const std::uint32_t styles_start = fields.u32("styles start");
  if (!fields.ok()) return std::nullopt;
  pool.utf8_ = (flags & utf8_flag) != 0;

  // The offsets follow the header, styles' behind strings'; starts are counted from the chunk's first byte.
  const View content = chunk.content();
  const std::uint64_t offsets_length = std::uint64_t{pool.count_} * 4;
  if (offsets_length > content.size()) return std::nullopt;
  pool.offsets_ = content.first(static_cast<std::size_t>(offsets_length));
  if (pool.count_ == 0) return pool;
  if (strings_start >= chunk.data.size()) return std::nullopt;
  std::uint64_t end = chunk.data.size();
  if (style_count != 0) {
    if (styles_start <= strings_start || styles_start >= end) return std::nullopt;
    end = styles_start;
  }
  pool.strings_ = chunk.data.subspan(strings_start, static_cast<std::size_t>(end - strings_start));
  // The last unit is a zero, or the platform takes the whole pool for damaged.
  const std::size_t unit = pool.utf8_ ? 1 : 2;
  const View whole_units = pool.strings_.first(pool.strings_.size() / unit * unit);
  if (whole_units.empty()) return std::nullopt;
  for (const std::byte last : whole_units.last(unit)) {
    if (last != std::byte{0}) return std::nullopt;
  }
  const std::uint64_t behind_offsets = chunk.header_size + offsets_length + std::uint64_t{style_count} * 4;
  pool.tidy_ = chunk.header_size == usual_header && strings_start >= behind_offsets;
  return pool;
}

namespace {

// In a pool of UTF-16: a length above 32767 takes two units, the first with its highest bit set.
std::uint32_t units_at(Cursor& cursor) {
  const std::uint32_t units = cursor.u16("length");
  return (units & 0x8000) == 0 ? units : ((units & 0x7fff) << 16) | cursor.u16("length");
}

// In a pool of UTF-8: one above 127 takes two bytes, the first with its highest bit set.
std::uint32_t short_length(Cursor& cursor) {
  const std::uint32_t first = cursor.u8("length");
  return (first & 0x80) == 0 ? first : ((first & 0x7f) << 8) | cursor.u8("length");
}

}  // namespace

std::optional<std::uint32_t> StringPool::offset_of(std::uint32_t index) const {
  if (index >= count_) return std::nullopt;
  const std::uint32_t offset = Cursor(offsets_.subspan(std::size_t{index} * 4)).u32("offset");
  return offset < strings_.size() ? std::optional(offset) : std::nullopt;
}

std::uint32_t StringPool::length(std::uint32_t index) const {
  const std::optional<std::uint32_t> offset = offset_of(index);
  if (!offset) return 1;
  Cursor cursor(strings_.subspan(*offset));
  return std::min(longest, std::max(1U, utf8_ ? short_length(cursor) : units_at(cursor)));
}

std::optional<StringPool::Text> StringPool::at(std::uint32_t index) const {
  const std::optional<std::uint32_t> offset = offset_of(index);
  if (!offset) return std::nullopt;
  return utf8_ ? utf8_at(*offset) : utf16_at(*offset);
}

// Length in UTF-16 units, length in bytes, the bytes, zero.
std::optional<StringPool::Text> StringPool::utf8_at(std::uint32_t offset) const {
  Cursor cursor(strings_.subspan(offset));
  const std::uint32_t units = short_length(cursor);
  const std::uint32_t count = short_length(cursor);
  const View content = cursor.bytes(count, "string");
  if (!cursor.ok()) return std::nullopt;

  Text text;
  text.value = as_text(content);
  std::uint32_t counted = 0;
  for (const char c : text.value) {
    const auto byte = static_cast<std::uint8_t>(c);
    if ((byte & 0xc0) != 0x80) counted += byte >= 0xf0 ? 2 : 1;
  }
  const bool terminated = cursor.u8("zero") == 0 && cursor.ok();
  text.well_formed = terminated && counted == units && is_utf8(text.value);
  return text;
}

// Length in units, the units, zero.
std::optional<StringPool::Text> StringPool::utf16_at(std::uint32_t offset) const {
  Cursor cursor(strings_.subspan(offset));
  const std::uint32_t units = units_at(cursor);
  if (units > longest) return std::nullopt;
  Cursor content(cursor.bytes(std::uint64_t{units} * 2, "string"));
  if (!cursor.ok()) return std::nullopt;

  Text text;
  text.value.reserve(units);
  while (!content.at_end()) {
    std::uint32_t code = content.u16("unit");
    if (code >= 0xd800 && code <= 0xdbff) {
      Cursor peek = content;
      const std::uint32_t low = peek.u16("unit");
      if (peek.ok() && low >= 0xdc00 && low <= 0xdfff) {
        content = peek;
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      }
    }
    if (code >= 0xd800 && code <= 0xdfff) text.well_formed = false;
    append_utf8(text.value, code);
  }
  const bool terminated = cursor.u16("zero") == 0 && cursor.ok();
  text.well_formed = text.well_formed && terminated;
  return text;
}

}  // namespace formulary::bytes
