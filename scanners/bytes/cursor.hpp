// A sticky cursor: reads a run of bytes field by field. The first read beyond the end records its offset and the
// field's name; that read and every later one give zero or an empty View. So a parser is a straight list of fields
// with one check of `ok()` at the end of each structure.
#pragma once

#include <concepts>
#include <cstdint>

#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

class Cursor {
 public:
  struct Failure {
    std::uint64_t offset = 0;
    const char* field = nullptr;
  };

  /// `base` is the offset of `data` in the file, so that failures name places in the file.
  explicit Cursor(View data, std::uint64_t base = 0) : data_(data), base_(base) {}

  std::uint8_t u8(const char* field) { return little<std::uint8_t>(field); }
  std::uint16_t u16(const char* field) { return little<std::uint16_t>(field); }  ///< little-endian
  std::uint32_t u32(const char* field) { return little<std::uint32_t>(field); }  ///< little-endian
  std::uint64_t u64(const char* field) { return little<std::uint64_t>(field); }  ///< little-endian

  /// An unsigned number of seven bits a byte, least significant first, at most five bytes (LEB128).
  std::uint32_t uleb128(const char* field) {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      const std::uint8_t byte = u8(field);
      value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    fail(field);
    return 0;
  }

  View bytes(std::uint64_t count, const char* field) {
    if (!reserve(count, field)) return {};
    const View taken = data_.subspan(position_, static_cast<std::size_t>(count));
    position_ += taken.size();
    return taken;
  }
  void skip(std::uint64_t count, const char* field) { (void)bytes(count, field); }

  /// A cursor over the next `count` bytes, which this one steps over. Failed when this one is.
  Cursor nested(std::uint64_t count, const char* field) {
    const std::uint64_t start = offset();
    Cursor inner(bytes(count, field), start);
    if (!ok()) inner.failure_ = failure_;
    return inner;
  }

  /// Records a failure of meaning (a bad magic, an impossible length) at the current place.
  void fail(const char* field) {
    if (ok()) failure_ = {offset(), field};
    position_ = data_.size();
  }

  bool ok() const { return failure_.field == nullptr; }
  bool at_end() const { return position_ == data_.size(); }
  std::size_t remaining() const { return data_.size() - position_; }
  std::uint64_t offset() const { return base_ + position_; }
  View rest() const { return data_.subspan(position_); }
  const Failure& failure() const { return failure_; }

 private:
  bool reserve(std::uint64_t count, const char* field) {
    if (ok() && count <= remaining()) return true;
    fail(field);
    return false;
  }

  template <std::unsigned_integral Integer>
  Integer little(const char* field) {
    if (!reserve(sizeof(Integer), field)) return 0;
    Integer value = 0;
    for (std::size_t i = 0; i < sizeof(Integer); ++i) {
      value =
          static_cast<Integer>(value | static_cast<Integer>(std::to_integer<Integer>(data_[position_ + i])) << (8 * i));
    }
    position_ += sizeof(Integer);
    return value;
  }

  View data_;
  std::uint64_t base_ = 0;
  std::size_t position_ = 0;
  Failure failure_;
};

}  // namespace formulary::bytes
