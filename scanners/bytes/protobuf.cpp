#include "scanners/bytes/protobuf.hpp"

namespace formulary::bytes {
namespace {

constexpr std::uint64_t largest_number = (1U << 29) - 1;  // of a field

std::uint64_t little_endian(View data) {
  std::uint64_t value = 0;
  for (std::size_t i = data.size(); i-- > 0;) value = value << 8 | std::to_integer<std::uint64_t>(data[i]);
  return value;
}

}  // namespace

bool Protobuf::fail() {
  ok_ = false;
  rest_ = {};
  return false;
}

// "Base 128 Varints": seven bits a byte, the lowest first; the upper bit says that another byte follows. At most ten.
bool Protobuf::read_varint(std::uint64_t& value) {
  value = 0;
  for (unsigned shift = 0; shift < 70; shift += 7) {
    if (rest_.empty()) return fail();
    const auto byte = std::to_integer<std::uint64_t>(rest_.front());
    rest_ = rest_.subspan(1);
    if (shift < 64) value |= (byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return true;
  }
  return fail();
}

bool Protobuf::take(std::uint64_t count, View& data) {
  if (count > rest_.size()) return fail();
  data = rest_.first(static_cast<std::size_t>(count));
  rest_ = rest_.subspan(data.size());
  return true;
}

// "Message Structure": the tag is the field's number and three bits of wire type.
bool Protobuf::next(ProtoField& field) {
  if (rest_.empty()) return false;
  std::uint64_t tag = 0;
  if (!read_varint(tag)) return false;
  if (tag >> 3 == 0 || tag >> 3 > largest_number) return fail();
  field = {};
  field.number = static_cast<std::uint32_t>(tag >> 3);
  View bytes;
  switch (tag & 7) {
    case ProtoField::varint:
      return read_varint(field.value);
    case ProtoField::fixed64:
      field.wire = ProtoField::fixed64;
      if (!take(8, bytes)) return false;
      field.value = little_endian(bytes);
      return true;
    case ProtoField::length_delimited: {
      field.wire = ProtoField::length_delimited;
      std::uint64_t length = 0;
      return read_varint(length) && take(length, field.data);
    }
    case ProtoField::fixed32:
      field.wire = ProtoField::fixed32;
      if (!take(4, bytes)) return false;
      field.value = little_endian(bytes);
      return true;
    default:
      return fail();
  }
}

}  // namespace formulary::bytes
