// Heads that are understood, and how. Those that are rejected stand in hostile_requests_test.cpp, as bytes on a wire.
#include "service/io/http/request_head.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::io::http {
namespace {

using testing::ElementsAre;
using testing::Pair;

const Limits limits;

ParsedHead understood(const std::string& block) {
  HeadScanner scanner(limits);
  EXPECT_EQ(scanner.scan(block), HeadScanner::State::complete) << scanner.rejection().detail;
  EXPECT_EQ(scanner.length(), block.size());
  auto result = parse_head(block, limits);
  if (const auto* bad = std::get_if<Rejection>(&result)) {
    ADD_FAILURE() << bad->detail;
    return {};
  }
  return std::move(std::get<ParsedHead>(result));
}

int status_of(const std::string& block) {
  HeadScanner scanner(limits);
  const auto state = scanner.scan(block);
  if (state == HeadScanner::State::rejected) return scanner.rejection().status;
  if (state == HeadScanner::State::more) return 0;
  auto result = parse_head(block, limits);
  const auto* bad = std::get_if<Rejection>(&result);
  return bad ? bad->status : 200;
}

TEST(RequestHead, IsReadIntoPlainValues) {
  const auto parsed = understood(
      "PATCH /v1/uploads/7?a=b HTTP/1.1\r\nHost: example.org:8080\r\nX-Empty:\r\n"
      "Content-Length:  12 \r\nAccept: a\r\nACCEPT: b\r\n\r\n");
  EXPECT_EQ(parsed.head.method, "PATCH");
  EXPECT_EQ(parsed.head.path, "/v1/uploads/7");
  EXPECT_EQ(parsed.target, "/v1/uploads/7?a=b");
  EXPECT_THAT(parsed.head.query, ElementsAre(Pair("a", "b")));
  EXPECT_THAT(parsed.head.headers, ElementsAre(Pair("host", "example.org:8080"), Pair("x-empty", ""),
                                               Pair("content-length", "12"), Pair("accept", "a, b")));
  EXPECT_EQ(parsed.framing, BodyFraming::length);
  EXPECT_EQ(parsed.content_length, 12u);
  EXPECT_TRUE(parsed.keep_alive);
}

TEST(RequestHead, SaysHowTheBodyIsDelimited) {
  const std::string begin = "POST / HTTP/1.1\r\nHost: h\r\n";
  EXPECT_EQ(understood(begin + "\r\n").framing, BodyFraming::none);
  EXPECT_EQ(understood(begin + "Content-Length: 0\r\n\r\n").framing, BodyFraming::none);
  EXPECT_EQ(understood(begin + "Content-Length: 007\r\n\r\n").content_length, 7u);
  EXPECT_EQ(understood(begin + "transfer-encoding: CHUNKED\r\n\r\n").framing, BodyFraming::chunked);
  EXPECT_TRUE(understood(begin + "Content-Length: 1\r\nExpect: 100-continue\r\n\r\n").expects_continue);
  EXPECT_FALSE(understood(begin + "Expect: 100-continue\r\n\r\n").expects_continue);
}

TEST(RequestHead, TakesEveryFormOfHost) {
  for (const std::string host :
       {"localhost", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8080", "a-b.example_c.org", "example.org:"}) {
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"), 200) << host;
  }
  for (const std::string host : {"", ":80", "[::1", "[]", "[::1]x", "[g::]", "a b", "a,b", "a/b", "a@b", "a:b",
                                 "a:123456", "a:80:80", "::1", "a%20b", "a?b", "a#b"}) {
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"), 400) << host;
  }
}

TEST(RequestHead, KnowsExactlyItsMethods) {
  for (const std::string method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    EXPECT_EQ(status_of(method + " / HTTP/1.1\r\nHost: h\r\n\r\n"), 200) << method;
  }
  for (const std::string method : {"Get", "GETS", "GE", "TRACE", "CONNECT", "PROPFIND", "PRI", "*"}) {
    EXPECT_EQ(status_of(method + " / HTTP/1.1\r\nHost: h\r\n\r\n"), 405) << method;
  }
}

TEST(RequestHead, LimitsCountExactly) {
  const auto sized = [](std::size_t size) {
    std::string block = "GET / HTTP/1.1\r\nHost: h\r\nX: ";
    block.append(size - block.size() - 4, 'a');
    return block + "\r\n\r\n";
  };
  EXPECT_EQ(status_of(sized(limits.head)), 200);
  EXPECT_EQ(status_of(sized(limits.head + 1)), 431);
  const auto with_target = [](std::size_t size) {
    return "GET /" + std::string(size - 1, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n";
  };
  EXPECT_EQ(status_of(with_target(limits.target)), 200);
  EXPECT_EQ(status_of(with_target(limits.target + 1)), 414);
  const auto counted = [](std::size_t count) {
    std::string block = "GET / HTTP/1.1\r\nHost: h\r\n";
    for (std::size_t i = 1; i < count; ++i) block += "X: y\r\n";
    return block + "\r\n";
  };
  EXPECT_EQ(status_of(counted(limits.header_count)), 200);
  EXPECT_EQ(status_of(counted(limits.header_count + 1)), 431);
}

TEST(HeadScanner, FindsTheSameEndHoweverTheHeadArrives) {
  const std::string head = "GET /a HTTP/1.1\r\nHost: h\r\nX: \tz\r\n\r\n";
  const std::string stream = head + "GET /next HTTP/1.1\r\n";
  for (std::size_t step = 1; step <= stream.size(); ++step) {
    HeadScanner scanner(limits);
    auto state = HeadScanner::State::more;
    for (std::size_t size = step; state == HeadScanner::State::more; size += step) {
      state = scanner.scan(std::string_view(stream).substr(0, std::min(size, stream.size())));
    }
    EXPECT_EQ(state, HeadScanner::State::complete);
    EXPECT_EQ(scanner.length(), head.size()) << step;
  }
}

TEST(HeadScanner, RejectsEveryByteThatDoesNotBelong) {
  for (int byte = 0; byte < 256; ++byte) {
    if (byte == '\r' || byte == '\n') continue;
    const std::string block =
        "GET / HTTP/1.1\r\nHost: h\r\nX: a" + std::string(1, static_cast<char>(byte)) + "b\r\n\r\n";
    const bool belongs = byte == '\t' || (byte >= 0x20 && byte < 0x7f);
    EXPECT_EQ(status_of(block), belongs ? 200 : 400) << byte;
  }
}

}  // namespace
}  // namespace formulary::io::http
