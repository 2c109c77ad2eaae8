// Internet addresses and the networks they belong to, IPv4 and IPv6: which addresses a token may come from, and what
// counts as one visitor. An IPv4 address is the same whether it is written alone or within IPv6 (`::ffff:192.0.2.1`).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace formulary::domain {

/// 128 bits; IPv4 as `::ffff:a.b.c.d`.
using Address = std::array<std::uint8_t, 16>;

std::optional<Address> parse_address(std::string_view text);

struct Network {
  Address address{};
  int prefix = 128;  ///< of the 128 bits

  bool contains(const Address& other) const;
  bool operator==(const Network&) const = default;
};

/// `10.20.0.0/16`, `2001:db8::/32`, or one address. Nothing when it is malformed, or when bits behind the prefix are
/// set: then it is not clear what was meant.
std::optional<Network> parse_network(std::string_view text);

/// What limits are counted for: an IPv4 address, or the /64 of an IPv6 address, which one visitor has whole.
std::string visitor_of(std::string_view address);

}  // namespace formulary::domain
