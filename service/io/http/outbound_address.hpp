// Where the service may connect to by itself: https addresses taken apart, and network addresses that lie on the
// internet. Everything else (this machine, private and link-local networks, metadata services of clouds, multicast,
// documentation, tunnels) has to be allowed by name. This header is C++20: io/http is compiled as such.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/ip/address.hpp>

namespace formulary::io::http {

struct OutboundAddress {
  std::string host;    ///< in lower case
  std::string port;    ///< `443` where the address says none
  std::string target;  ///< path and query, begins with `/`
};

/// Nothing for anything but `https://name[:port][/path][?query]`, without user, fragment or unusual characters.
std::optional<OutboundAddress> parse_outbound(std::string_view address);

/// IANA's registries of special-purpose addresses (RFC 6890): true for none of them.
bool is_on_internet(const boost::asio::ip::address& address);

}  // namespace formulary::io::http
