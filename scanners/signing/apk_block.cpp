#include "scanners/signing/apk_block.hpp"

#include <algorithm>
#include <set>

#include "scanners/bytes/cursor.hpp"

namespace formulary::signing {
namespace {

using bytes::Cursor;

constexpr std::uint64_t end_record_size = 22;  // APPNOTE 4.3.16, without the comment
constexpr std::uint32_t end_record_signature = 0x06054b50;
constexpr std::uint64_t footer_size = 24;  // uint64 size of block, 16 bytes of magic
constexpr std::uint64_t smallest_block = 32;
constexpr std::uint64_t largest_block = 0x7fffffff - 8;
constexpr std::size_t most_pairs = 1000;
constexpr std::string_view magic = "APK Sig Block 42";

}  // namespace

std::optional<ApkSections> find_apk_sections(const bytes::Zip& zip) {
  const Source& source = zip.source();
  ApkSections sections;
  sections.end_record_offset = zip.end_record_offset();
  if (sections.end_record_offset > source.size()) return std::nullopt;
  const std::uint64_t length = source.size() - sections.end_record_offset;
  if (length < end_record_size || length > end_record_size + 0xffff) return std::nullopt;
  sections.end_record.resize(static_cast<std::size_t>(length));
  if (!source.read(sections.end_record_offset, sections.end_record)) return std::nullopt;

  Cursor cursor(sections.end_record);
  const std::uint32_t signature = cursor.u32("signature");
  cursor.skip(8, "disks and entry counts");
  sections.directory_size = cursor.u32("size of the central directory");
  sections.directory_offset = cursor.u32("offset of the central directory");
  const std::uint16_t comment = cursor.u16("comment length");
  const bool ends_with_comment = cursor.remaining() == comment;
  const bool in_place = sections.directory_offset == zip.central_directory_offset() &&
                        sections.directory_offset <= sections.end_record_offset &&
                        sections.directory_size <= sections.end_record_offset - sections.directory_offset;
  if (signature != end_record_signature || !ends_with_comment || !in_place) return std::nullopt;
  return sections;
}

// OFFSET  TYPE      (offsets from the start of the block, or from its end @)
// 0       uint64    size of the block without this field
// 8       pairs     uint64 length, then uint32 id and length - 4 bytes of value
// @-24    uint64    size of the block, as above
// @-16    uint128   magic
ApkBlock ApkBlock::find(const Source& source, const ApkSections& sections, Budget& budget) {
  ApkBlock block;
  const std::uint64_t end = sections.directory_offset;
  if (end + sections.directory_size != sections.end_record_offset || end < smallest_block) return block;

  Bytes footer(footer_size);
  if (!source.read(end - footer_size, footer)) return block;
  Cursor cursor(footer);
  const std::uint64_t declared = cursor.u64("size of block");
  if (bytes::as_text(cursor.rest()) != magic) return block;
  if (declared < footer_size || declared > largest_block || declared + 8 > end) return block;
  block.offset_ = end - declared - 8;
  block.size_ = declared + 8;

  Bytes header(8);
  if (!source.read(block.offset_, header) || Cursor(header).u64("size of block") != declared) return block;
  if (block.size_ > budget.in_memory) {
    budget.exceed("size of the signing block");
    block.state_ = State::too_large;
    return block;
  }
  block.content_.resize(static_cast<std::size_t>(block.size_));
  if (!source.read(block.offset_, block.content_)) return block;
  block.state_ = State::found;

  Cursor pairs(View(block.content_).subspan(8, static_cast<std::size_t>(declared) - footer_size), block.offset_ + 8);
  while (!pairs.at_end()) {
    if (block.pairs_.size() >= most_pairs) {
      budget.exceed("values in the signing block");
      break;
    }
    const std::uint64_t length = pairs.u64("length of a pair");
    if (length < 4 || length > 0x7fffffff) pairs.fail("length of a pair");
    const std::uint32_t id = pairs.u32("id of a pair");
    const std::uint64_t offset = pairs.offset();
    const View value = pairs.bytes(length - 4, "value of a pair");
    if (!pairs.ok()) break;
    block.pairs_.push_back({id, offset, value});
  }
  block.well_formed_ = pairs.ok() && pairs.at_end();
  return block;
}

bool holds_signatures(std::uint32_t id) {
  return id == block_id::v2 || id == block_id::v3 || id == block_id::v3_1 || id == block_id::source_stamp_v1 ||
         id == block_id::source_stamp_v2;
}

// Each such value is one length-prefixed field.
View ApkBlockPair::trailing() const {
  if (!holds_signatures(id)) return {};
  Cursor cursor(value);
  cursor.skip(cursor.u32("length of the signatures"), "signatures");
  return cursor.rest();
}

bool ApkBlockPair::is_zero() const {
  return std::ranges::all_of(value, [](std::byte one) { return one == std::byte{0}; });
}

std::uint64_t ApkBlock::uncovered() const {
  if (state_ != State::found) return 0;
  std::uint64_t count = size_ - 8 - footer_size;
  std::set<std::uint32_t> seen;
  for (const ApkBlockPair& pair : pairs_) {
    const std::uint64_t length = pair.value.size() + 12;
    const bool first = seen.insert(pair.id).second;
    if (first && holds_signatures(pair.id)) count -= length - pair.trailing().size();
    if (pair.id == block_id::verity_padding && pair.is_zero()) count -= length;
  }
  return count;
}

std::optional<View> ApkBlock::value(std::uint32_t id) const {
  const auto found = std::ranges::find(pairs_, id, &ApkBlockPair::id);
  if (found == pairs_.end()) return std::nullopt;
  return found->value;
}

}  // namespace formulary::signing
