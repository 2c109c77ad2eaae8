// Where the service connects to by itself: addresses that others name, and the networks they may be in.
#include "service/io/http/outbound.hpp"

#include <gtest/gtest.h>

#include "service/io/http/outbound_address.hpp"

namespace formulary::tests {
namespace {

using io::http::parse_outbound;

TEST(OutboundAddress, OnlyPlainAddressesOverTlsAreOnes) {
  const auto parts = parse_outbound("https://Login.example:8443/keys?a=1");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->host, "login.example");
  EXPECT_EQ(parts->port, "8443");
  EXPECT_EQ(parts->target, "/keys?a=1");
  EXPECT_EQ(parse_outbound("https://login.example")->target, "/");
  EXPECT_EQ(parse_outbound("https://login.example?a")->target, "/?a");
  for (const char* bad :
       {"http://login.example/", "https://", "https:///a", "https://user@login.example/", "https://login.example:/",
        "https://login.example:80x/", "https://login.example:123456/", "https://[::1]/", "https://login.example/#a",
        "https://login.example/a b", "https://login.example/\r\nhost: a", "https://login.example\\@evil.example/",
        "file:///etc/passwd", "ftp://login.example/", "login.example", ""}) {
    EXPECT_FALSE(parse_outbound(bad)) << bad;
  }
}

TEST(OutboundAddress, NetworksThatAreNotTheInternetAreKnown) {
  const auto is_on_internet = [](const char* text) {
    return io::http::is_on_internet(boost::asio::ip::make_address(text));
  };
  for (const char* outside :
       {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
        "192.167.255.255", "192.169.0.0", "223.255.255.255", "2001:4860::8888", "2606:4700::1111", "2a00:1450::1"}) {
    EXPECT_TRUE(is_on_internet(outside)) << outside;
  }
  for (const char* inside : {"0.0.0.0",
                             "10.0.0.1",
                             "100.64.0.1",
                             "127.0.0.1",
                             "127.255.255.255",
                             "169.254.169.254",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.0.0.1",
                             "192.0.2.1",
                             "192.168.0.1",
                             "198.18.0.1",
                             "198.19.255.255",
                             "203.0.113.9",
                             "224.0.0.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "::ffff:127.0.0.1",
                             "::ffff:8.8.8.8",
                             "64:ff9b::a00:1",
                             "fc00::1",
                             "fd12::1",
                             "fe80::1",
                             "ff02::1",
                             "2001:db8::1",
                             "2001::1",
                             "2002:7f00:1::"}) {
    EXPECT_FALSE(is_on_internet(inside)) << inside;
  }
}

TEST(Outbound, HostInsideIsRefusedBeforeAnythingIsSent) {
  try {
    io::http::send_outbound("GET", "https://localhost:1/", {}, {}, {});
    FAIL() << "it connected";
  } catch (const io::http::Unreachable& problem) {
    EXPECT_NE(std::string(problem.what()).find("not on the internet"), std::string::npos) << problem.what();
  }
}

}  // namespace
}  // namespace formulary::tests
