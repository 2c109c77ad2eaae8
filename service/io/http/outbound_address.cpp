#include "service/io/http/outbound_address.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace formulary::io::http {
namespace {

struct Block4 {
  std::uint32_t network;
  int bits;
};

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c) { return a << 24 | b << 16 | c << 8; }

constexpr Block4 special[] = {
    {v4(0, 0, 0), 8},        // this network
    {v4(10, 0, 0), 8},       // private
    {v4(100, 64, 0), 10},    // shared by carriers
    {v4(127, 0, 0), 8},      // loopback
    {v4(169, 254, 0), 16},   // link-local, and metadata services
    {v4(172, 16, 0), 12},    // private
    {v4(192, 0, 0), 24},     // protocol assignments
    {v4(192, 0, 2), 24},     // documentation
    {v4(192, 88, 99), 24},   // 6to4 relays
    {v4(192, 168, 0), 16},   // private
    {v4(198, 18, 0), 15},    // benchmarks
    {v4(198, 51, 100), 24},  // documentation
    {v4(203, 0, 113), 24},   // documentation
    {v4(224, 0, 0), 3},      // multicast and reserved
};

bool is_in(std::uint32_t address, const Block4& block) { return ((address ^ block.network) >> (32 - block.bits)) == 0; }

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

}  // namespace

std::optional<OutboundAddress> parse_outbound(std::string_view address) {
  constexpr std::string_view scheme = "https://";
  if (!address.starts_with(scheme) || address.size() > 2000) return std::nullopt;
  if (!std::ranges::all_of(address, [](char c) { return c > 0x20 && c < 0x7f && c != '#' && c != '\\' && c != '"'; })) {
    return std::nullopt;
  }
  address.remove_prefix(scheme.size());
  const std::size_t end = std::min(address.find_first_of("/?"), address.size());
  const std::string_view authority = address.substr(0, end);
  OutboundAddress out;
  out.target = std::string(address.substr(end));
  if (!out.target.starts_with('/')) out.target.insert(out.target.begin(), '/');
  const std::size_t colon = std::min(authority.find(':'), authority.size());
  out.host = std::string(authority.substr(0, colon));
  std::ranges::transform(out.host, out.host.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  out.port = colon == authority.size() ? "443" : std::string(authority.substr(colon + 1));
  const bool port = !out.port.empty() && out.port.size() <= 5 &&
                    std::ranges::all_of(out.port, [](char c) { return c >= '0' && c <= '9'; });
  if (out.host.empty() || out.host.size() > 253 || !std::ranges::all_of(out.host, &is_name) || !port) {
    return std::nullopt;
  }
  return out;
}

bool is_on_internet(const boost::asio::ip::address& address) {
  if (address.is_v4()) {
    const std::uint32_t number = address.to_v4().to_uint();
    return std::ranges::none_of(special, [&](const Block4& block) { return is_in(number, block); });
  }
  const auto bytes = address.to_v6().to_bytes();
  if ((bytes[0] & 0xe0) != 0x20) return false;  // only 2000::/3 is global unicast
  const unsigned first = unsigned{bytes[0]} << 8 | bytes[1];
  const unsigned second = unsigned{bytes[2]} << 8 | bytes[3];
  if (first == 0x2002) return false;                                 // 6to4 wraps any IPv4 address
  return first != 0x2001 || (second >= 0x0200 && second != 0x0db8);  // Teredo, protocol assignments, documentation
}

}  // namespace formulary::io::http
