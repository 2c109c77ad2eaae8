#include "scanners/bytes/ber.hpp"

namespace formulary::bytes {
namespace {

constexpr int deepest_indefinite = 16;

std::uint8_t octet(View data, std::size_t at) { return std::to_integer<std::uint8_t>(data[at]); }

// X.690 8.1.2 (identifier octets) and 8.1.3 (length octets).
struct Header {
  BerClass tag_class = BerClass::universal;
  bool constructed = false;
  std::uint32_t tag = 0;
  std::size_t size = 0;  // of the header itself
  bool indefinite = false;
  std::size_t length = 0;
};

bool read_tag(View data, Header& header) {
  if (data.empty()) return false;
  const std::uint8_t first = octet(data, header.size++);
  header.tag_class = static_cast<BerClass>(first >> 6);
  header.constructed = (first & 0x20) != 0;
  header.tag = first & 0x1f;
  if (header.tag != 0x1f) return true;
  header.tag = 0;
  for (int i = 0; i < 4 && header.size < data.size(); ++i) {
    const std::uint8_t next = octet(data, header.size++);
    header.tag = header.tag << 7 | (next & 0x7f);
    if ((next & 0x80) == 0) return true;
  }
  return false;
}

bool read_length(View data, Header& header) {
  if (header.size >= data.size()) return false;
  const std::uint8_t first = octet(data, header.size++);
  header.indefinite = first == 0x80;
  if (header.indefinite) return header.constructed;
  std::uint64_t length = first;
  if (first > 0x80) {
    const std::size_t count = first & 0x7f;
    length = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (header.size >= data.size() || length >> 56 != 0) return false;
      length = length << 8 | octet(data, header.size++);
    }
  }
  if (length > data.size() - header.size) return false;
  header.length = static_cast<std::size_t>(length);
  return true;
}

std::optional<BerValue> read_value(View data, int depth);

// 8.1.3.6: the content runs up to the end-of-contents octets 00 00 of the same nesting.
std::optional<std::size_t> find_end_of_contents(View content, int depth) {
  if (depth > deepest_indefinite) return std::nullopt;
  std::size_t position = 0;
  while (position + 1 < content.size()) {
    if (octet(content, position) == 0 && octet(content, position + 1) == 0) return position;
    const auto value = read_value(content.subspan(position), depth + 1);
    if (!value) return std::nullopt;
    position += value->encoded.size();
  }
  return std::nullopt;
}

std::optional<BerValue> read_value(View data, int depth) {
  Header header;
  if (!read_tag(data, header) || !read_length(data, header)) return std::nullopt;
  std::size_t total = header.size + header.length;
  if (header.indefinite) {
    const auto end = find_end_of_contents(data.subspan(header.size), depth);
    if (!end) return std::nullopt;
    header.length = *end;
    total = header.size + *end + 2;
  }
  return BerValue{header.tag_class, header.constructed, header.tag, data.first(total),
                  data.subspan(header.size, header.length)};
}

}  // namespace

std::optional<BerValue> BerReader::next() {
  if (!ok_ || rest_.empty()) return std::nullopt;
  const auto value = read_value(rest_, 0);
  ok_ = value.has_value();
  rest_ = ok_ ? rest_.subspan(value->encoded.size()) : View();
  return value;
}

std::optional<BerValue> BerReader::expect(std::uint32_t universal_tag) {
  const auto value = next();
  if (value && value->is(universal_tag)) return value;
  ok_ = false;
  rest_ = {};
  return std::nullopt;
}

std::optional<BerValue> BerReader::take_context(std::uint32_t number) {
  if (!ok_ || rest_.empty()) return std::nullopt;
  const auto value = read_value(rest_, 0);
  if (value && !value->is_context(number)) return std::nullopt;
  return next();
}

std::string oid_text(View content) {
  if (content.empty() || content.size() > 64) return {};
  std::string text;
  std::uint64_t arc = 0;
  for (std::size_t i = 0; i < content.size(); ++i) {
    const std::uint8_t next = octet(content, i);
    if (arc >> 56 != 0) return {};
    arc = arc << 7 | (next & 0x7f);
    if ((next & 0x80) != 0) continue;
    if (text.empty()) {  // 8.19.4: the first two arcs share a number
      const std::uint64_t root = arc < 80 ? arc / 40 : 2;
      text = std::to_string(root) + "." + std::to_string(arc - 40 * root);
    } else {
      text += "." + std::to_string(arc);
    }
    arc = 0;
  }
  if ((octet(content, content.size() - 1) & 0x80) != 0) return {};
  return text;
}

}  // namespace formulary::bytes
