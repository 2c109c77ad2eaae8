#include "scanners/bytes/hermes.hpp"

#include "scanners/bytes/cursor.hpp"
#include "scanners/bytes/text.hpp"

namespace formulary::bytes {
namespace {

constexpr std::string_view magic("\xc6\x1f\xbc\x03\xc1\x03\x19\x1f", 8);
constexpr std::uint64_t header_size = 128;
constexpr std::uint32_t in_overflow = 0xff;  // the length of strings whose place is in the other table

std::uint32_t entry(View table, std::uint64_t index) {
  return Cursor(table.subspan(static_cast<std::size_t>(index) * 4, 4)).u32("entry");
}

}  // namespace

bool HermesStrings::begins(View file) { return as_text(file).starts_with(magic); }

std::optional<HermesStrings> HermesStrings::read(View file) {
  if (!begins(file)) return std::nullopt;
  Cursor header(file);
  header.skip(8 + 4 + 20 + 4 + 4, "magic, version, hash of the source, length, first function");
  const std::uint64_t functions = header.u32("functions");
  const std::uint64_t kinds = header.u32("kinds of strings");
  const std::uint64_t identifiers = header.u32("identifiers");
  const std::uint32_t strings = header.u32("strings");
  const std::uint64_t overflow = header.u32("long strings");
  const std::uint64_t storage = header.u32("size of the storage");
  if (!header.ok() || file.size() < header_size) return std::nullopt;
  // Versions differ in what a function takes; the right one is that with which the strings fit.
  for (const std::uint64_t function_size : {16, 12}) {
    Cursor sections(file.subspan(header_size), header_size);
    sections.skip(functions * function_size + kinds * 4 + identifiers * 4, "before the strings");
    HermesStrings read;
    read.count_ = strings;
    read.table_ = sections.bytes(std::uint64_t{strings} * 4, "strings");
    read.overflow_ = sections.bytes(overflow * 8, "long strings");
    read.storage_offset_ = sections.offset();
    read.storage_ = sections.bytes(storage, "storage");
    if (sections.ok() && read.fits()) return read;
  }
  return std::nullopt;
}

bool HermesStrings::fits() const {
  for (std::uint32_t i = 0; i < count_; ++i) {
    if (!place(i)) return false;
  }
  return true;
}

// A bit whether the string is in UTF-16, 23 bits of offset, eight of length.
std::optional<HermesStrings::Place> HermesStrings::place(std::uint32_t index) const {
  if (index >= count_) return std::nullopt;
  const std::uint32_t small = entry(table_, index);
  Place place{small >> 1 & 0x7fffff, small >> 24, (small & 1) != 0};
  if (place.length == in_overflow) {
    if (place.start >= overflow_.size() / 8) return std::nullopt;
    const std::uint64_t long_one = place.start;
    place.start = entry(overflow_, long_one * 2);
    place.length = entry(overflow_, long_one * 2 + 1);
  }
  const std::uint64_t bytes = place.length * (place.utf16 ? 2 : 1);
  if (place.start > storage_.size() || bytes > storage_.size() - place.start) return std::nullopt;
  return place;
}

std::uint64_t HermesStrings::offset(std::uint32_t index) const {
  const auto found = place(index);
  return found ? storage_offset_ + found->start : 0;
}

std::string HermesStrings::at(std::uint32_t index) const {
  const auto found = place(index);
  if (!found) return {};
  const auto start = static_cast<std::size_t>(found->start);
  if (!found->utf16) return std::string(as_text(storage_.subspan(start, static_cast<std::size_t>(found->length))));
  std::string text;
  Cursor units(storage_.subspan(start, static_cast<std::size_t>(found->length) * 2));
  while (!units.at_end()) append_utf8(text, units.u16("unit"));
  return text;
}

}  // namespace formulary::bytes
