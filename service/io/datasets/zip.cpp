// PKWARE APPNOTE.TXT 6.3.10: 4.3.7 local file header, 4.3.12 central directory, 4.3.14 and 4.3.15 ZIP64 end records,
// 4.3.16 end of central directory record, 4.5.3 ZIP64 extra field.
#include "service/io/datasets/zip.hpp"

#include <algorithm>
#include <array>
#include <zlib.h>

#include "service/io/datasets/limits.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

constexpr std::string_view cut_off = "The archive is cut off or damaged. Download it again.";

std::uint64_t little(std::string_view bytes, std::size_t place, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;) {
    value = value << 8 | (place + i < bytes.size() ? static_cast<unsigned char>(bytes[place + i]) : 0U);
  }
  return value;
}

std::string read_exactly(const File& file, std::uint64_t offset, std::uint64_t size, const std::string& name) {
  if (offset > file.size() || size > file.size() - offset) broken(name, cut_off);
  std::string bytes(size, '\0');
  if (file.read_at(offset, bytes) != size) broken(name, cut_off);
  return bytes;
}

/// The ZIP64 extra field holds, in this order, what is 0xffffffff in the header itself.
void widen(ZipEntry& entry, std::string_view extra) {
  while (extra.size() >= 4) {
    const std::size_t size = little(extra, 2, 2);
    if (little(extra, 0, 2) == 0x0001) {
      std::string_view values = extra.substr(4, size);
      for (std::uint64_t* value : {&entry.size, &entry.packed, &entry.header}) {
        if (*value != 0xffffffff || values.size() < 8) continue;
        *value = little(values, 0, 8);
        values.remove_prefix(8);
      }
    }
    extra.remove_prefix(std::min(extra.size(), 4 + size));
  }
}

class EntrySource final : public Source {
 public:
  EntrySource(FileSource packed, const ZipEntry& entry, std::string name, Expansion& expansion)
      : packed_(packed), entry_(entry), name_(std::move(name)), expansion_(expansion) {
    if (inflateInit2(&stream_, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
  }
  ~EntrySource() override { inflateEnd(&stream_); }

  std::size_t read(std::span<char> buffer) override {
    if (ended_) return 0;
    const std::size_t got = entry_.method == 0 ? packed_.read(buffer) : inflate_some(buffer);
    account(buffer.first(got));
    if (got == 0) {
      ended_ = true;
      if (given_ != entry_.size || crc_ != entry_.crc) broken(name_, cut_off);
    }
    return got;
  }

 private:
  std::size_t inflate_some(std::span<char> buffer) {
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(buffer.size(), 1U << 30));
    const uInt room = stream_.avail_out;
    while (stream_.avail_out == room && !finished_) {
      if (stream_.avail_in == 0) {
        const std::size_t got = packed_.read(in_);
        if (got == 0) broken(name_, cut_off);
        stream_.next_in = reinterpret_cast<Bytef*>(in_.data());
        stream_.avail_in = static_cast<uInt>(got);
        taken_ += got;
      }
      const int result = inflate(&stream_, Z_NO_FLUSH);
      if (result == Z_STREAM_END) {
        finished_ = true;
      } else if (result != Z_OK) {
        broken(name_, cut_off);
      }
    }
    return room - stream_.avail_out;
  }

  void account(std::span<const char> bytes) {
    given_ += bytes.size();
    crc_ = static_cast<std::uint32_t>(
        crc32(crc_, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    if (given_ > entry_.size) broken(name_, cut_off);
    if (bytes.size() > expansion_.left ||
        (given_ > ratio_counts_from && given_ / highest_ratio > std::max<std::uint64_t>(taken_, 1) &&
         entry_.method != 0)) {
      broken(name_, "The archive expands to far more than such data need and is refused. Check where it comes from.");
    }
    expansion_.left -= bytes.size();
  }

  FileSource packed_;
  ZipEntry entry_;
  std::string name_;
  Expansion& expansion_;
  z_stream stream_{};
  std::array<char, 1U << 15> in_{};
  std::uint64_t given_ = 0, taken_ = 0;
  std::uint32_t crc_ = 0;
  bool finished_ = false, ended_ = false;
};

}  // namespace

Zip::Zip(const File& file, std::string name) : file_(file), name_(std::move(name)) {
  constexpr std::uint64_t end_size = 22, longest_comment = 65535;
  const std::uint64_t tail_size = std::min<std::uint64_t>(file.size(), end_size + longest_comment + 20);
  const std::string tail = read_exactly(file, file.size() - tail_size, tail_size, name_);
  const std::size_t end = tail.rfind("PK\5\6");
  if (end == std::string::npos || tail.size() - end < end_size) broken(name_, cut_off);
  if (little(tail, end + 4, 2) != 0 && little(tail, end + 4, 2) != 0xffff) {
    broken(name_, "This is one part of an archive in several files. Put it together, or download the whole.");
  }
  std::uint64_t count = little(tail, end + 10, 2), size = little(tail, end + 12, 4), offset = little(tail, end + 16, 4);
  if ((count == 0xffff || size == 0xffffffff || offset == 0xffffffff) && end >= 20 &&
      tail.compare(end - 20, 4, "PK\6\7") == 0) {
    const std::string wide = read_exactly(file, little(tail, end - 12, 8), 56, name_);
    if (!wide.starts_with("PK\6\6")) broken(name_, cut_off);
    count = little(wide, 32, 8);
    size = little(wide, 40, 8);
    offset = little(wide, 48, 8);
  }
  if (count > most_entries || size > largest_directory) {
    broken(name_, "The archive has far more entries than such data need and is refused. Check where it comes from.");
  }
  read_directory(read_exactly(file, offset, size, name_), count);
}

void Zip::read_directory(const std::string& directory, std::uint64_t count) {
  std::size_t place = 0;
  std::uint64_t packed = 0;
  for (; count > 0; --count) {
    if (directory.size() - place < 46 || directory.compare(place, 4, "PK\1\2") != 0) broken(name_, cut_off);
    const std::size_t name = little(directory, place + 28, 2), extra = little(directory, place + 30, 2),
                      comment = little(directory, place + 32, 2);
    if (directory.size() - place - 46 < name + extra + comment) broken(name_, cut_off);
    ZipEntry entry;
    entry.flags = static_cast<std::uint16_t>(little(directory, place + 8, 2));
    entry.method = static_cast<std::uint16_t>(little(directory, place + 10, 2));
    entry.crc = static_cast<std::uint32_t>(little(directory, place + 16, 4));
    entry.packed = little(directory, place + 20, 4);
    entry.size = little(directory, place + 24, 4);
    entry.header = little(directory, place + 42, 4);
    entry.name = directory.substr(place + 46, name);
    // It is shown to people, in terminals too.
    std::ranges::replace_if(
        entry.name, [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f; }, ' ');
    widen(entry, std::string_view(directory).substr(place + 46 + name, extra));
    place += 46 + name + extra + comment;
    // Entries that share their bytes expand without end, each within its own limits.
    packed = entry.packed > file_.size() ? UINT64_MAX : packed + entry.packed;
    if (packed > file_.size()) {
      broken(name_, "Its entries overlap, which those of an archive never do. Check where it comes from.");
    }
    if (!entry.name.ends_with('/')) entries_.push_back(std::move(entry));
  }
}

std::unique_ptr<Source> Zip::open(const ZipEntry& entry, Expansion& expansion, Progress* progress) const {
  const std::string name = name_ + "!/" + entry.name;
  if ((entry.flags & 1U) != 0) broken(name, "The entry is encrypted. Unpack it with its password, and give the file.");
  if (entry.method != 0 && entry.method != 8) {
    broken(name, "The entry is packed in a way that is not supported. Unpack it, and give the file.");
  }
  if (entry.size > expansion.left) {
    broken(name, "The archive expands to far more than such data need and is refused. Check where it comes from.");
  }
  const std::string header = read_exactly(file_, entry.header, 30, name);
  if (!header.starts_with("PK\3\4")) broken(name, cut_off);
  const std::uint64_t data = entry.header + 30 + little(header, 26, 2) + little(header, 28, 2);
  if (data > file_.size() || entry.packed > file_.size() - data) broken(name, cut_off);
  return std::make_unique<EntrySource>(FileSource(file_, data, entry.packed, progress), entry, name, expansion);
}

}  // namespace formulary::io::datasets
