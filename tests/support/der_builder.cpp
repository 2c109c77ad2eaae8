#include "tests/support/der_builder.hpp"

#include <charconv>
#include <vector>

namespace formulary::support::der {

namespace {

Bytes big_endian(std::uint64_t value, std::size_t width) {
  Bytes out;
  for (std::size_t i = width; i-- > 0;) out += static_cast<char>(i < 8 ? value >> (8 * i) & 0xff : 0);
  return out;
}

Bytes joined(std::initializer_list<Bytes> elements) {
  Bytes out;
  for (const Bytes& element : elements) out += element;
  return out;
}

}  // namespace

Bytes tlv(std::uint8_t tag, std::string_view content) {
  if (content.size() < 0x80) return u8(tag) + u8(content.size()) + Bytes(content);
  std::size_t width = 1;
  while (content.size() >> (8 * width) != 0) ++width;
  return tlv_long(tag, content, width);
}

Bytes tlv_long(std::uint8_t tag, std::string_view content, std::size_t length_bytes) {
  return u8(tag) + u8(0x80 | length_bytes) + big_endian(content.size(), length_bytes) + Bytes(content);
}

Bytes sequence(std::initializer_list<Bytes> elements) { return tlv(0x30, joined(elements)); }
Bytes set(std::initializer_list<Bytes> elements) { return tlv(0x31, joined(elements)); }
Bytes context(std::uint8_t number, std::string_view content) {
  return tlv(static_cast<std::uint8_t>(0xa0 | number), content);
}

Bytes integer(std::int64_t value) {
  Bytes out = big_endian(static_cast<std::uint64_t>(value), 8);
  const auto redundant = [&] {
    const auto first = static_cast<unsigned char>(out[0]);
    const bool next_negative = out.size() > 1 && (static_cast<unsigned char>(out[1]) & 0x80) != 0;
    return out.size() > 1 && ((first == 0 && !next_negative) || (first == 0xff && next_negative));
  };
  while (redundant()) out.erase(0, 1);
  return tlv(0x02, out);
}
Bytes integer_bytes(std::string_view big_endian) { return tlv(0x02, big_endian); }

Bytes oid(std::string_view dotted) {
  std::vector<std::uint64_t> arcs;
  for (const char *at = dotted.data(), *end = at + dotted.size(); at < end;) {
    std::uint64_t arc = 0;
    at = std::from_chars(at, end, arc).ptr + 1;
    arcs.push_back(arc);
  }
  Bytes out;
  for (std::size_t i = 1; i < arcs.size(); ++i) {
    std::uint64_t arc = i == 1 ? arcs[0] * 40 + arcs[1] : arcs[i];
    Bytes digits = u8(arc & 0x7f);
    while ((arc >>= 7) != 0) digits = u8(0x80 | (arc & 0x7f)) + digits;
    out += digits;
  }
  return tlv(0x06, out);
}

Bytes null() { return tlv(0x05, ""); }
Bytes boolean(bool value) { return tlv(0x01, value ? "\xff" : std::string_view("\0", 1)); }
Bytes octet_string(std::string_view content) { return tlv(0x04, content); }
Bytes bit_string(std::string_view content, std::uint8_t unused_bits) {
  return tlv(0x03, u8(unused_bits) + Bytes(content));
}
Bytes utf8_string(std::string_view text) { return tlv(0x0c, text); }
Bytes printable_string(std::string_view text) { return tlv(0x13, text); }
Bytes utc_time(std::string_view digits) { return tlv(0x17, digits); }
Bytes generalized_time(std::string_view digits) { return tlv(0x18, digits); }

}  // namespace formulary::support::der
