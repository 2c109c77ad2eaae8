#include "service/domain/network.hpp"

#include <algorithm>
#include <vector>

namespace formulary::domain {
namespace {

constexpr std::array<std::uint8_t, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

/// Decimal, without leading zeros, which some readers take for octal.
std::optional<int> number(std::string_view text, int most) {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value <= most ? std::optional(value) : std::nullopt;
}

std::optional<int> hexadecimal(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
    if (lower >= '0' && lower <= '9') {
      value = value * 16 + (lower - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      value = value * 16 + (lower - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = std::min(text.find(by), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

bool read_ipv4(std::string_view text, std::uint8_t* out) {
  const auto parts = split(text, '.');
  if (parts.size() != 4) return false;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto value = number(parts[i], 255);
    if (!value) return false;
    out[i] = static_cast<std::uint8_t>(*value);
  }
  return true;
}

/// Groups between colons as bytes; the last one may be an IPv4 address.
bool read_groups(std::string_view text, std::vector<std::uint8_t>& out) {
  if (text.empty()) return true;
  const auto parts = split(text, ':');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i + 1 == parts.size() && parts[i].find('.') != std::string_view::npos) {
      std::array<std::uint8_t, 4> last{};
      if (!read_ipv4(parts[i], last.data())) return false;
      out.insert(out.end(), last.begin(), last.end());
      continue;
    }
    const auto group = hexadecimal(parts[i]);
    if (!group) return false;
    out.push_back(static_cast<std::uint8_t>(*group >> 8));
    out.push_back(static_cast<std::uint8_t>(*group & 0xff));
  }
  return true;
}

bool is_mapped(const Address& address) { return std::equal(mapped.begin(), mapped.end(), address.begin()); }

}  // namespace

// RFC 4291 section 2.2: eight groups of 16 bits in hexadecimal; `::` once for as many zero groups as are missing; the
// last 32 bits may be written as an IPv4 address.
std::optional<Address> parse_address(std::string_view text) {
  if (text.size() > 45) return std::nullopt;
  Address address{};
  if (text.find(':') == std::string_view::npos) {
    std::copy(mapped.begin(), mapped.end(), address.begin());
    return read_ipv4(text, address.data() + 12) ? std::optional(address) : std::nullopt;
  }
  const std::size_t gap = text.find("::");
  std::vector<std::uint8_t> head, tail;
  if (gap == std::string_view::npos) {
    if (!read_groups(text, head) || head.size() != address.size()) return std::nullopt;
  } else {
    if (text.substr(0, gap).find('.') != std::string_view::npos) return std::nullopt;
    if (!read_groups(text.substr(0, gap), head) || !read_groups(text.substr(gap + 2), tail)) return std::nullopt;
    if (head.size() + tail.size() > address.size() - 2) return std::nullopt;
  }
  std::copy(head.begin(), head.end(), address.begin());
  std::copy(tail.rbegin(), tail.rend(), address.rbegin());
  return address;
}

bool Network::contains(const Address& other) const {
  for (int bit = 0; bit < prefix; bit += 8) {
    const auto at = static_cast<std::size_t>(bit / 8);
    const int kept = std::min(8, prefix - bit);
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - kept));
    if ((address[at] & mask) != (other[at] & mask)) return false;
  }
  return true;
}

std::optional<Network> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = parse_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network{*address, 128};
  if (slash != std::string_view::npos) {
    const bool ipv4 = text.substr(0, slash).find(':') == std::string_view::npos;
    const auto prefix = number(text.substr(slash + 1), ipv4 ? 32 : 128);
    if (!prefix) return std::nullopt;
    network.prefix = ipv4 ? *prefix + 96 : *prefix;
  }
  for (int bit = network.prefix; bit < 128; ++bit) {
    if ((network.address[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1) != 0) return std::nullopt;
  }
  return network;
}

std::string visitor_of(std::string_view text) {
  const auto address = parse_address(text);
  if (!address) return std::string(text.substr(0, 64));
  constexpr std::string_view hex = "0123456789abcdef";
  const bool ipv4 = is_mapped(*address);
  std::string visitor = ipv4 ? "4:" : "6:";
  for (std::size_t i = ipv4 ? 12 : 0; i < (ipv4 ? 16U : 8U); ++i) {
    visitor += hex[(*address)[i] >> 4];
    visitor += hex[(*address)[i] & 15];
  }
  return visitor;
}

}  // namespace formulary::domain
