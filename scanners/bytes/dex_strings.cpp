// The strings of a DEX file ("String ID item", "String data item", "MUTF-8 (Modified UTF-8) Encoding").
#include <algorithm>
#include <cstring>
#include <optional>

#include "scanners/bytes/dex.hpp"

namespace formulary::bytes {
namespace {

struct Length {
  std::uint32_t units = 0;  ///< of UTF-16
  std::size_t bytes = 0;    ///< that the number takes
};

// "LEB128": seven bits a byte, least significant first, at most five bytes.
Length read_length(View data) {
  Length length;
  for (unsigned shift = 0; shift < 35 && length.bytes < data.size(); shift += 7) {
    const auto byte = std::to_integer<std::uint32_t>(data[length.bytes++]);
    length.units |= (byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) break;
  }
  return length;
}

bool is_ascii(std::string_view text) {
  unsigned char bits = 0;
  for (const char c : text) bits |= static_cast<unsigned char>(c);
  return bits < 0x80;
}

// How many UTF-16 units modified UTF-8 stands for; nothing when it is not well formed. NUL is written in two bytes,
// supplementary characters as two surrogates of three bytes each.
std::optional<std::uint32_t> utf16_units(std::string_view text) {
  std::uint32_t units = 0;
  for (std::size_t i = 0; i < text.size(); ++units) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 0b110 ? 2 : lead >> 4 == 0b1110 ? 3 : 0;
    if (length == 0 || text.size() - i < length) return std::nullopt;
    for (std::size_t k = 1; k < length; ++k) {
      if (static_cast<unsigned char>(text[i + k]) >> 6 != 0b10) return std::nullopt;
    }
    i += length;
  }
  return units;
}

// Whether `left` comes before `right` by its UTF-16 units. Bytes have the same order, but for NUL, whose two bytes
// stand for the smallest unit.
bool before(std::string_view left, std::string_view right) {
  const auto [at_left, at_right] = std::ranges::mismatch(left, right);
  if (at_right == right.end()) return false;
  if (at_left == left.end()) return true;
  const auto rank = [](char c) { return c == '\xc0' ? 0 : static_cast<int>(static_cast<unsigned char>(c)); };
  return rank(*at_left) < rank(*at_right);
}

}  // namespace

std::uint32_t Dex::string_offset(std::uint32_t index) const {
  if (index >= strings_.count) return 0;
  const std::uint32_t offset = u32_at(file_, strings_.offset + std::size_t{index} * 4);
  return offset < file_.size() ? offset : 0;
}

std::string_view Dex::text(std::uint32_t index, std::size_t longest) const {
  const std::uint32_t offset = string_offset(index);
  if (offset == 0) return {};
  const View data = file_.subspan(offset);
  const Length length = read_length(data);
  if (length.units > longest) return {};
  const std::string_view rest = as_text(data.subspan(length.bytes));
  // A unit takes at most three bytes; a text that does not end there is cut off, and `check_string` objects.
  const std::size_t most = std::min<std::size_t>(rest.size(), std::size_t{length.units} * 3);
  const void* end = std::memchr(rest.data(), 0, std::min(rest.size(), most + 1));
  return rest.substr(0, end == nullptr ? most : static_cast<std::size_t>(static_cast<const char*>(end) - rest.data()));
}

bool Dex::check_string(std::uint32_t index, std::string_view text, std::string_view previous,
                       Complaints& complaints) const {
  const std::size_t table = strings_.offset + std::size_t{index} * 4;
  const std::uint32_t offset = string_offset(index);
  if (offset == 0) {
    complaints.add(anomaly::dex_string, file_name_, place(table));
    return false;
  }
  const View data = file_.subspan(offset);
  const Length length = read_length(data);
  const std::size_t end = length.bytes + text.size();
  const bool ended = end < data.size() && data[end] == std::byte{0};
  const bool honest = ended && (is_ascii(text) ? text.size() == length.units : utf16_units(text) == length.units);
  const bool in_order = index == 0 || before(previous, text);
  if (!honest) complaints.add(anomaly::dex_string, file_name_, place(offset));
  if (!in_order) complaints.add(anomaly::dex_order, file_name_, place(table));
  return honest && in_order;
}

}  // namespace formulary::bytes
