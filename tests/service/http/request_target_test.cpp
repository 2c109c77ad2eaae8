// Targets that are understood, and how. Those that are rejected stand in hostile_requests_test.cpp, as bytes on a wire.
#include "service/io/http/request_target.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::io::http {
namespace {

using testing::ElementsAre;
using testing::Pair;

RequestTarget understood(std::string_view target) {
  auto result = parse_target(target);
  if (const auto* bad = std::get_if<Rejection>(&result)) ADD_FAILURE() << target << ": " << bad->detail;
  return std::holds_alternative<RequestTarget>(result) ? std::get<RequestTarget>(result) : RequestTarget{};
}

std::string rejected(std::string_view target) {
  auto result = parse_target(target);
  const auto* bad = std::get_if<Rejection>(&result);
  return bad ? bad->detail : "";
}

TEST(RequestTarget, PathsAreDecodedOnce) {
  const std::pair<std::string, std::string> rows[] = {
      {"/", "/"},
      {"/v1/gate", "/v1/gate"},
      {"/v1/gate/", "/v1/gate/"},
      {"/a%20b", "/a b"},
      {"/a+b", "/a+b"},
      {"/%41%2D", "/A-"},
      {"/caf%C3%A9", "/caf\xc3\xa9"},
      {"/%f0%9f%8f%a5", "/\xf0\x9f\x8f\xa5"},
      {"/100%2541", "/100%41"},
      {"/a:b@c;d=e,f!$&'()*~", "/a:b@c;d=e,f!$&'()*~"},
      {"/.well-known/...", "/.well-known/..."},
      {"/a..b/.c", "/a..b/.c"},
  };
  for (const auto& [sent, path] : rows) EXPECT_EQ(understood(sent).path, path) << sent;
}

TEST(RequestTarget, QueriesKeepOrderAndRepetition) {
  const auto query_of = [](std::string_view target) { return understood(target).query; };
  EXPECT_THAT(query_of("/a"), ElementsAre());
  EXPECT_THAT(query_of("/a?"), ElementsAre());
  EXPECT_THAT(query_of("/a?b"), ElementsAre(Pair("b", "")));
  EXPECT_THAT(query_of("/a?b=1&a=2&b=3"), ElementsAre(Pair("b", "1"), Pair("a", "2"), Pair("b", "3")));
  EXPECT_THAT(query_of("/a?&&b=1&"), ElementsAre(Pair("b", "1")));
  EXPECT_THAT(query_of("/a?b=c=d"), ElementsAre(Pair("b", "c=d")));
  EXPECT_THAT(query_of("/a?purl=pkg:npm/%40scope/name@1.0%2B1"),
              ElementsAre(Pair("purl", "pkg:npm/@scope/name@1.0+1")));
  EXPECT_THAT(query_of("/a?q=two+words%26more"), ElementsAre(Pair("q", "two words&more")));
  EXPECT_THAT(query_of("/a?x=/b/../c?d"), ElementsAre(Pair("x", "/b/../c?d")));
  EXPECT_THAT(query_of("/a?line=%0A"), ElementsAre(Pair("line", "\n")));
}

TEST(RequestTarget, RejectionsSayWhatToDoAndRepeatNothing) {
  EXPECT_EQ(rejected("http://evil/"),
            "The target must be a path that begins with a slash; absolute addresses and * are not served.");
  EXPECT_EQ(rejected(""), rejected("*"));
  EXPECT_EQ(rejected("/<script>"), "The target holds a character that must be percent-encoded.");
  EXPECT_EQ(rejected("/a?b=%"), "A percent sign in the target must be followed by two hex digits.");
  EXPECT_EQ(rejected("/a/%2E"), "The path must not contain dot segments.");
  EXPECT_EQ(rejected("/a?b=[1]"), "The target holds a character that must be percent-encoded.");
}

TEST(Utf8, IsCheckedAtItsEdges) {
  const std::string valid[] = {"",
                               "a",
                               "\x7f",
                               "\xc2\x80",
                               "\xdf\xbf",
                               "\xe0\xa0\x80",
                               "\xed\x9f\xbf",
                               "\xee\x80\x80",
                               "\xef\xbf\xbf",
                               "\xf0\x90\x80\x80",
                               "\xf4\x8f\xbf\xbf",
                               "a\xc3\xa9z"};
  for (const auto& text : valid) EXPECT_TRUE(is_utf8(text)) << testing::PrintToString(text);
  const std::string invalid[] = {"\x80",
                                 "\xbf",
                                 "\xc0\x80",
                                 "\xc1\xbf",
                                 "\xc2",
                                 "\xc2z",
                                 "\xe0\x9f\xbf",
                                 "\xe0\xa0",
                                 "\xed\xa0\x80",
                                 "\xed\xbf\xbf",
                                 "\xf0\x8f\xbf\xbf",
                                 "\xf4\x90\x80\x80",
                                 "\xf5\x80\x80\x80",
                                 "\xff",
                                 "a\xc3",
                                 "\xf0\x90\x80"};
  for (const auto& text : invalid) EXPECT_FALSE(is_utf8(text)) << testing::PrintToString(text);
}

}  // namespace
}  // namespace formulary::io::http
