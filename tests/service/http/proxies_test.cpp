// Who a request is accounted to: the table of what proxies and liars write.
#include "service/io/http/proxies.hpp"

#include <string>

#include <gtest/gtest.h>

namespace formulary::tests {
namespace {

using io::http::Proxies;
using Header = Proxies::Header;

struct Row {
  std::string name;
  std::string peer;
  std::string forwarded_for;  ///< X-Forwarded-For
  std::string forwarded;      ///< Forwarded
  std::string client;         ///< when X-Forwarded-For counts
  std::string client_of_forwarded;
};

const Row rows[] = {
    {"NoHeader", "127.0.0.1", "", "", "127.0.0.1", "127.0.0.1"},
    {"OneHop", "127.0.0.1", "192.0.2.7", "for=192.0.2.7", "192.0.2.7", "192.0.2.7"},
    {"LieOfAClient", "127.0.0.1", "10.0.0.1, 8.8.8.8, 192.0.2.7", "for=10.0.0.1, for=8.8.8.8, for=192.0.2.7",
     "192.0.2.7", "192.0.2.7"},
    {"TwoProxies", "127.0.0.1", "192.0.2.7, 10.1.2.3", "for=192.0.2.7, for=10.1.2.3", "192.0.2.7", "192.0.2.7"},
    {"LieBeforeTwoProxies", "127.0.0.1", "1.1.1.1, 192.0.2.7,10.1.2.3", "for=1.1.1.1,for=192.0.2.7,for=10.1.2.3",
     "192.0.2.7", "192.0.2.7"},
    {"OnlyProxies", "127.0.0.1", "10.1.0.9", "for=10.1.0.9", "10.1.0.9", "10.1.0.9"},
    {"StrangerIsNotBelieved", "192.0.2.9", "192.0.2.7", "for=192.0.2.7", "192.0.2.9", "192.0.2.9"},
    {"OtherHeaderOnly", "127.0.0.1", "", "for=192.0.2.7", "127.0.0.1", "192.0.2.7"},
    {"Disagreement", "127.0.0.1", "192.0.2.7", "for=198.51.100.1", "192.0.2.7", "198.51.100.1"},
    {"Ports", "127.0.0.1", "192.0.2.7:4711", "for=\"192.0.2.7:4711\"", "192.0.2.7", "192.0.2.7"},
    {"Six", "::1", "2001:db8::5", "for=\"[2001:db8::5]:4711\"", "2001:db8::5", "2001:db8::5"},
    {"SixSpelledOut", "::1", "[2001:DB8:0::5]:1", "For=\"[2001:DB8:0::5]\";proto=https", "2001:db8::5", "2001:db8::5"},
    {"FourInSix", "127.0.0.1", "::ffff:192.0.2.7", "for=\"[::ffff:192.0.2.7]\"", "192.0.2.7", "192.0.2.7"},
    {"NoAddress", "127.0.0.1", "unknown", "for=unknown", "127.0.0.1", "127.0.0.1"},
    {"NoAddressLast", "127.0.0.1", "192.0.2.7, _hidden", "for=192.0.2.7, for=_hidden", "127.0.0.1", "127.0.0.1"},
    {"NoAddressBehindAProxy", "127.0.0.1", "junk, 10.1.2.3", "for=junk, for=10.1.2.3", "10.1.2.3", "10.1.2.3"},
    {"EmptyElement", "127.0.0.1", "192.0.2.7,", "for=192.0.2.7,", "127.0.0.1", "127.0.0.1"},
    {"Name", "127.0.0.1", "evil.example", "for=evil.example", "127.0.0.1", "127.0.0.1"},
    {"Zone", "127.0.0.1", "fe80::1%eth0", "for=\"[fe80::1%1]\"", "127.0.0.1", "127.0.0.1"},
    {"ForTwice", "127.0.0.1", "192.0.2.7 192.0.2.8", "for=192.0.2.7;for=192.0.2.8", "127.0.0.1", "127.0.0.1"},
    {"CommaInQuotes", "127.0.0.1", "\"1.1.1.1, 192.0.2.7", "for=\"1.1.1.1, for=192.0.2.7", "192.0.2.7", "127.0.0.1"},
    {"ByAndHost", "127.0.0.1", "192.0.2.7", "by=10.1.1.1;host=a.example;FOR=192.0.2.7", "192.0.2.7", "192.0.2.7"},
};

class ClientAddress : public testing::TestWithParam<Row> {};

TEST_P(ClientAddress, IsTheFirstHopThatIsNoTrustedProxy) {
  const Row& row = GetParam();
  api::RequestHead head;
  if (!row.forwarded_for.empty()) head.headers.emplace_back("x-forwarded-for", row.forwarded_for);
  if (!row.forwarded.empty()) head.headers.emplace_back("forwarded", row.forwarded);
  const std::vector<std::string> trusted = {"127.0.0.1", "10.1.0.0/16", "::1"};
  EXPECT_EQ(Proxies(trusted, Header::x_forwarded_for).client_of(row.peer, head), row.client);
  EXPECT_EQ(Proxies(trusted, Header::forwarded).client_of(row.peer, head), row.client_of_forwarded);
  EXPECT_EQ(Proxies().client_of(row.peer, head), row.peer) << "none is trusted";
}

INSTANTIATE_TEST_SUITE_P(Table, ClientAddress, testing::ValuesIn(rows),
                         [](const auto& info) { return info.param.name; });

TEST(TrustedProxies, AreAddressesAndNetworks) {
  for (const char* text : {"localhost", "10.1.0.0/33", "", "10.1", "fd00::/129", "::1/x"}) {
    EXPECT_THROW(Proxies({text}, Header::x_forwarded_for), std::invalid_argument) << text;
  }
  EXPECT_NO_THROW(Proxies({"0.0.0.0/0", "::/0", "fd00::/8"}, Header::forwarded));
}

}  // namespace
}  // namespace formulary::tests
