#include "tests/support/string_pool.hpp"

#include <algorithm>

namespace formulary::support {

namespace {

Bytes utf8_length(std::size_t length) {
  return length < 0x80 ? u8(length) : u8(0x80 | length >> 8) + u8(length & 0xff);
}

Bytes utf16_length(std::size_t length) {
  return length < 0x8000 ? u16(length) : u16(0x8000 | length >> 16) + u16(length & 0xffff);
}

}  // namespace

Bytes utf16(std::string_view text) {
  Bytes out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
    std::uint32_t point = lead;
    if (length > 1 && i + length <= text.size()) {
      point = lead & (0xffu >> (length + 1));
      for (std::size_t k = 1; k < length; ++k) point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3fu);
    }
    i += std::min(length, text.size() - i);
    if (point >= 0x10000) {
      out += u16(0xd800 + ((point - 0x10000) >> 10)) + u16(0xdc00 + ((point - 0x10000) & 0x3ff));
    } else {
      out += u16(point);
    }
  }
  return out;
}

std::uint32_t StringPool::index(const std::string& value) {
  const auto found = std::find(strings_.begin(), strings_.end(), value);
  if (found != strings_.end()) return static_cast<std::uint32_t>(found - strings_.begin());
  return append(value);
}

std::uint32_t StringPool::append(std::string value) {
  strings_.push_back(std::move(value));
  return static_cast<std::uint32_t>(strings_.size() - 1);
}

Bytes StringPool::build(Encoding encoding) const {
  Bytes offsets, data;
  for (const std::string& value : strings_) {
    offsets += u32(data.size());
    const Bytes wide = utf16(value);
    if (encoding == Encoding::utf8) {
      data += utf8_length(wide.size() / 2) + utf8_length(value.size()) + value + u8(0);
    } else {
      data += utf16_length(wide.size() / 2) + wide + u16(0);
    }
  }
  data = aligned(data, 4);
  constexpr std::size_t header_size = 28;
  const std::size_t strings_start = header_size + offsets.size();
  return u16(0x0001) + u16(header_size) + u32(strings_start + data.size()) + u32(strings_.size()) + u32(0) +
         u32(encoding == Encoding::utf8 ? 0x100 : 0) + u32(strings_start) + u32(0) + offsets + data;
}

}  // namespace formulary::support
