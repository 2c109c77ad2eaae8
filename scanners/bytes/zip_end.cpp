#include "scanners/bytes/zip_end.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "scanners/bytes/cursor.hpp"

namespace formulary::bytes {
namespace {

constexpr std::uint64_t end_record_length = 22;
constexpr std::uint64_t locator_length = 20;
constexpr std::uint64_t zip64_record_length = 56;
constexpr std::string_view end_record_magic = "PK\x05\x06";
constexpr std::uint32_t locator_signature = 0x07064b50;
constexpr std::uint32_t zip64_record_signature = 0x06064b50;
constexpr std::uint32_t directory_signature = 0x02014b50;

struct EndRecord {
  std::uint32_t disk = 0;
  std::uint32_t directory_disk = 0;
  std::uint64_t entries_on_disk = 0;
  std::uint64_t entries = 0;
  std::uint64_t directory_size = 0;
  std::uint64_t directory_offset = 0;
  std::uint16_t comment_length = 0;

  bool has_sentinel() const {
    return disk == 0xffff || directory_disk == 0xffff || entries_on_disk == 0xffff || entries == 0xffff ||
           directory_size == 0xffffffff || directory_offset == 0xffffffff;
  }
};

std::vector<std::byte> read_some(const Source& source, std::uint64_t offset, std::uint64_t length) {
  std::vector<std::byte> data(static_cast<std::size_t>(length));
  if (!source.read(offset, data)) data.clear();
  return data;
}

std::uint32_t signature_at(const Source& source, std::uint64_t offset) {
  return Cursor(read_some(source, offset, 4)).u32("signature");
}

// 4.3.16 End of central directory record, behind its signature.
EndRecord read_end_record(View data) {
  Cursor cursor(data);
  EndRecord record;
  cursor.skip(4, "signature");
  record.disk = cursor.u16("number of this disk");
  record.directory_disk = cursor.u16("disk of the central directory");
  record.entries_on_disk = cursor.u16("entries on this disk");
  record.entries = cursor.u16("entries");
  record.directory_size = cursor.u32("size of the central directory");
  record.directory_offset = cursor.u32("offset of the central directory");
  record.comment_length = cursor.u16("comment length");
  return record;
}

struct Found {
  std::uint64_t offset = 0;
  EndRecord record;
};

// A candidate is any occurrence of the signature in the last 64 KiB and 22 bytes with room for a whole record.
std::optional<Found> choose_end_record(const Source& source, Complaints& complaints) {
  const std::uint64_t size = source.size();
  const std::uint64_t window = std::min<std::uint64_t>(size, end_record_length + 0xffff);
  const std::vector<std::byte> tail = read_some(source, size - window, window);
  if (tail.size() < end_record_length) {
    complaints.add(anomaly::zip_malformed, "", "the file is too short for an archive");
    return std::nullopt;
  }

  std::vector<std::size_t> candidates;  // from the end of the file
  const std::string_view starts = as_text(tail).substr(0, tail.size() - end_record_length + end_record_magic.size());
  for (std::size_t at = starts.find(end_record_magic); at != std::string_view::npos;
       at = starts.find(end_record_magic, at + 1)) {
    candidates.push_back(at);
  }
  std::reverse(candidates.begin(), candidates.end());
  if (candidates.empty()) {
    complaints.add(anomaly::zip_malformed, "", "no end of central directory record");
    return std::nullopt;
  }

  const auto fits = [&](std::size_t at) {
    const EndRecord record = read_end_record(View(tail).subspan(at));
    return at + end_record_length + record.comment_length == tail.size();
  };
  const auto fitting = std::find_if(candidates.begin(), candidates.end(), fits);
  const std::size_t chosen = fitting != candidates.end() ? *fitting : candidates.front();
  const std::uint64_t base = size - window;
  const Found found{base + chosen, read_end_record(View(tail).subspan(chosen))};

  if (fitting == candidates.end()) {
    const std::uint64_t end = found.offset + end_record_length + found.record.comment_length;
    complaints.add(end < size ? anomaly::zip_trailing_data : anomaly::zip_comment_truncated, "",
                   at_offset(std::min(end, size)));
  }
  // Within the comment, or fitting as well: a reader that searches otherwise would take it. What lies before the record
  // may be an entry that is itself an archive, and is looked at as a gap when it is not.
  for (const std::size_t at : candidates) {
    if (at > chosen || (at < chosen && fits(at))) {
      complaints.add(anomaly::zip_multiple_end_records, "", at_offset(base + at));
    }
  }
  return found;
}

// 4.3.15 Zip64 end of central directory locator and 4.3.14 the record it points to. True when the archive has them.
bool read_zip64(const Source& source, Found& found, std::uint64_t& limit, Complaints& complaints) {
  const bool sentinel = found.record.has_sentinel();
  if (found.offset < locator_length) return false;
  const std::uint64_t locator_offset = found.offset - locator_length;
  const std::vector<std::byte> locator = read_some(source, locator_offset, locator_length);
  Cursor cursor(locator, locator_offset);
  if (cursor.u32("signature") != locator_signature) {
    // 0xffff entries may be a plain count; an offset or size of 4 GiB - 1 cannot be one here.
    if (sentinel && (found.record.directory_size == 0xffffffff || found.record.directory_offset == 0xffffffff)) {
      complaints.add(anomaly::zip_zip64_misuse, "no locator", at_offset(locator_offset));
    }
    return false;
  }
  cursor.skip(4, "disk of the zip64 record");
  std::uint64_t record_offset = cursor.u64("offset of the zip64 record");
  if (signature_at(source, record_offset) != zip64_record_signature && locator_offset >= zip64_record_length &&
      signature_at(source, locator_offset - zip64_record_length) == zip64_record_signature) {
    complaints.add(anomaly::zip_offsets_shifted, "", at_offset(locator_offset));
    record_offset = locator_offset - zip64_record_length;
  }
  const std::vector<std::byte> data = read_some(source, record_offset, zip64_record_length);
  Cursor record(data, record_offset);
  if (record.u32("signature") != zip64_record_signature || record_offset > locator_offset) {
    complaints.add(anomaly::zip_zip64_misuse, "no record where the locator points", at_offset(locator_offset));
    return false;
  }
  const std::uint64_t length = record.u64("size of the record");
  record.skip(4, "versions");
  EndRecord large;
  large.disk = record.u32("number of this disk");
  large.directory_disk = record.u32("disk of the central directory");
  large.entries_on_disk = record.u64("entries on this disk");
  large.entries = record.u64("entries");
  large.directory_size = record.u64("size of the central directory");
  large.directory_offset = record.u64("offset of the central directory");
  if (length < zip64_record_length - 12 || length != locator_offset - record_offset - 12) {
    complaints.add(anomaly::zip_zip64_misuse, "record length", at_offset(record_offset));
  }

  // 4.4.1.4: a field of the small record counts unless it holds the sentinel. A contradiction is stated.
  EndRecord& small = found.record;
  const auto merge = [&](auto& value, std::uint64_t sentinel_value, std::uint64_t wide, const char* field) {
    using Value = std::remove_reference_t<decltype(value)>;
    if (value == sentinel_value) {
      value = static_cast<Value>(wide);
    } else if (value != wide) {
      complaints.add(anomaly::zip_zip64_misuse, field, at_offset(record_offset));
    }
  };
  if (!sentinel) complaints.add(anomaly::zip_zip64_unneeded, "", at_offset(locator_offset));
  merge(small.disk, 0xffff, large.disk, "number of this disk");
  merge(small.directory_disk, 0xffff, large.directory_disk, "disk of the central directory");
  merge(small.entries_on_disk, 0xffff, large.entries_on_disk, "entries on this disk");
  merge(small.entries, 0xffff, large.entries, "entries");
  merge(small.directory_size, 0xffffffff, large.directory_size, "size of the central directory");
  merge(small.directory_offset, 0xffffffff, large.directory_offset, "offset of the central directory");
  limit = record_offset;
  return true;
}

}  // namespace

std::optional<ZipEnd> find_zip_end(const Source& source, Complaints& complaints) {
  std::optional<Found> found = choose_end_record(source, complaints);
  if (!found) return std::nullopt;
  std::uint64_t limit = found->offset;
  read_zip64(source, *found, limit, complaints);

  const EndRecord& record = found->record;
  if (record.disk != 0 || record.directory_disk != 0 || record.entries_on_disk != record.entries) {
    complaints.add(anomaly::zip_multi_disk, "", at_offset(found->offset));
  }
  ZipEnd end{found->offset, record.directory_offset, record.directory_size, limit, record.entries, 0};

  // Where the offset leads nowhere, data may have been put before the archive without correcting its offsets.
  const auto has_directory = [&](std::uint64_t offset) {
    return offset <= limit && (record.entries == 0 || signature_at(source, offset) == directory_signature);
  };
  if (!has_directory(end.directory_offset)) {
    if (end.directory_size > limit || !has_directory(limit - end.directory_size)) {
      complaints.add(anomaly::zip_malformed, "no central directory where the end record points",
                     at_offset(found->offset));
      return std::nullopt;
    }
    complaints.add(anomaly::zip_offsets_shifted, "", at_offset(found->offset));
    end.shift = limit - end.directory_size - end.directory_offset;  // modulo 2^64, as it is added
    end.directory_offset = limit - end.directory_size;
  }
  return end;
}

}  // namespace formulary::bytes
