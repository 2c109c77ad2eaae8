// Addresses and networks: what is one, what belongs to one, and what counts as one visitor. Held against the system's
// own reader of addresses.
#include "service/domain/network.hpp"

#include <cstring>

#include <arpa/inet.h>
#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

/// As inet_pton reads it.
std::optional<Address> peer(const char* text) {
  Address address{};
  if (::inet_pton(AF_INET6, text, address.data()) == 1) return address;
  address = parse_address("::ffff:0.0.0.0").value();
  return ::inet_pton(AF_INET, text, address.data() + 12) == 1 ? std::optional(address) : std::nullopt;
}

TEST(Address, IsReadAsTheSystemReadsIt) {
  for (const char* text : {"192.0.2.1",
                           "0.0.0.0",
                           "255.255.255.255",
                           "256.0.0.1",
                           "1.2.3",
                           "1.2.3.4.5",
                           "01.2.3.4",
                           "1..2.3",
                           "1.2.3.4 ",
                           "",
                           "::",
                           "::1",
                           "1::",
                           "2001:db8::7",
                           "2001:DB8:0:0:0:0:0:7",
                           "1:2:3:4:5:6:7:8",
                           "1:2:3:4:5:6:7",
                           "1:2:3:4:5:6:7:8:9",
                           "1:2:3:4::5:6:7:8",
                           "1:2:3:4:5:6:7::",
                           "::1::2",
                           ":::",
                           ":1",
                           "1:",
                           "12345::",
                           "g::",
                           "::ffff:192.0.2.1",
                           "::192.0.2.1",
                           "1:2:3:4:5:6:192.0.2.1",
                           "192.0.2.1::",
                           "::192.0.2.1:5",
                           "::1.2.3",
                           "fe80::1%eth0"}) {
    EXPECT_EQ(parse_address(text), peer(text)) << text;
  }
}

TEST(Network, HoldsTheAddressesBehindItsPrefix) {
  struct Case {
    const char* network;
    const char* address;
    bool inside;
  };
  for (const Case& one :
       {Case{"10.20.0.0/16", "10.20.255.1", true}, Case{"10.20.0.0/16", "10.21.0.1", false},
        Case{"10.20.0.0/16", "::ffff:10.20.3.4", true}, Case{"0.0.0.0/0", "203.0.113.9", true},
        Case{"0.0.0.0/0", "2001:db8::1", false}, Case{"::/0", "203.0.113.9", true},
        Case{"192.0.2.7", "192.0.2.7", true}, Case{"192.0.2.7", "192.0.2.6", false},
        Case{"192.0.2.4/30", "192.0.2.7", true}, Case{"192.0.2.4/30", "192.0.2.8", false},
        Case{"2001:db8:1::/48", "2001:db8:1:ffff::1", true}, Case{"2001:db8:1::/48", "2001:db8:2::1", false},
        Case{"2001:db8::/33", "2001:db8:8000::", false}}) {
    const auto network = parse_network(one.network);
    ASSERT_TRUE(network) << one.network;
    EXPECT_EQ(network->contains(parse_address(one.address).value()), one.inside) << one.network << " " << one.address;
  }
}

TEST(Network, IsWrittenWithoutDoubt) {
  for (const char* text : {"10.20.0.1/16", "10.20.0.0/33", "10.20.0.0/", "10.20.0.0/08", "10.20.0.0/-1",
                           "2001:db8::1/64", "2001:db8::/129", "/8", "example.org", "10.20.0.0/16/16"}) {
    EXPECT_FALSE(parse_network(text)) << text;
  }
}

TEST(Visitor, IsAnAddressOrTheNetworkThatAHouseHasWhole) {
  EXPECT_EQ(visitor_of("2001:db8:1:2::3"), visitor_of("2001:db8:1:2:ffff::9"));
  EXPECT_NE(visitor_of("2001:db8:1:2::3"), visitor_of("2001:db8:1:3::3"));
  EXPECT_EQ(visitor_of("192.0.2.1"), visitor_of("::ffff:192.0.2.1"));
  EXPECT_NE(visitor_of("192.0.2.1"), visitor_of("192.0.2.2"));
}

}  // namespace
}  // namespace formulary::domain
