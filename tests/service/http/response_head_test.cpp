// What is written above an answer, and what a handler cannot make it say.
#include "service/io/http/response_head.hpp"

#include <regex>
#include <string>

#include <gtest/gtest.h>

#include "service/io/http/request_id.hpp"

namespace formulary::io::http {
namespace {

const AnswerFrame frame{.method = "GET", .minor_version = 1, .keep_alive = true, .id = "ID", .date = "DATE"};

std::string written(const api::Response& response, const AnswerFrame& with = frame) {
  auto head = write_head(response, with);
  const auto* bad = std::get_if<Rejection>(&head);
  return bad ? "refused: " + bad->detail : std::get<std::string>(head);
}

api::Response with(std::string name, std::string value, int status = 200, std::string body = {}) {
  return {.status = status, .headers = {{std::move(name), std::move(value)}}, .body = std::move(body), .stream = {}};
}

TEST(ResponseHead, HoldsTheHandlersHeadersThenTheTransports) {
  EXPECT_EQ(written(with("etag", "\"1\"", 201, "hello")),
            "HTTP/1.1 201 Created\r\netag: \"1\"\r\ncontent-length: 5\r\ndate: DATE\r\nx-request-id: ID\r\n\r\n");
  AnswerFrame closing = frame;
  closing.keep_alive = false;
  EXPECT_NE(written(with("a", "b"), closing).find("connection: close\r\n"), std::string::npos);
}

TEST(ResponseHead, RefusesWhatCouldSplitOrContradictIt) {
  const std::pair<std::string, std::string> refused[] = {{"x", "a\r\nset-cookie: b"},
                                                         {"x", "a\nb"},
                                                         {"x", "a\rb"},
                                                         {"x", std::string("a\0b", 3)},
                                                         {"x", "a\x7f"},
                                                         {"x\r\ny", "z"},
                                                         {"x y", "z"},
                                                         {"", "z"},
                                                         {"x:", "z"},
                                                         {"connection", "close"},
                                                         {"Content-Length", "7"},
                                                         {"content-length", "5"},
                                                         {"DATE", "x"},
                                                         {"transfer-encoding", "chunked"},
                                                         {"x-request-id", "mine"},
                                                         {"Upgrade", "h2c"}};
  for (const auto& [name, value] : refused) {
    EXPECT_TRUE(written(with(name, value, 200, "hello")).starts_with("refused: the handler gave")) << name << value;
  }
  for (const std::string value : {"", "a\tb", "caf\xc3\xa9"}) {
    EXPECT_TRUE(written(with("x", value)).starts_with("HTTP/1.1 200")) << value;
  }
}

TEST(ResponseHead, RefusesStatusesThatAreNotFinal) {
  for (const int status : {0, 99, 100, 101, 199, 600, 999, -1}) {
    EXPECT_TRUE(written(with("x", "y", status)).starts_with("refused")) << status;
  }
  EXPECT_TRUE(written(with("x", "y", 204, "body")).starts_with("refused"));
  EXPECT_TRUE(written(with("x", "y", 304, "body")).starts_with("refused"));
}

TEST(ResponseHead, CountsTheBodyOfHeadAndLetsItBeStated) {
  AnswerFrame head = frame;
  head.method = "HEAD";
  EXPECT_NE(written(with("x", "y", 200, "hello"), head).find("content-length: 5\r\n"), std::string::npos);
  EXPECT_NE(written(with("content-length", "77"), head).find("content-length: 77\r\n"), std::string::npos);
  EXPECT_EQ(written(with("content-length", "77"), head).find("content-length: 0"), std::string::npos);
  EXPECT_TRUE(written(with("content-length", "-7"), head).starts_with("refused"));
  EXPECT_TRUE(written(with("content-length", "77", 200, "hello"), head).starts_with("refused"));
}

TEST(ResponseHead, DatesAreFixdates) {
  const std::regex fixdate("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z][a-z] \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
  EXPECT_TRUE(std::regex_match(std::string(http_date()), fixdate)) << http_date();
}

TEST(RequestId, IsAUuidOfVersion7) {
  const std::regex uuid("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  std::string last;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = new_request_id();
    ASSERT_TRUE(std::regex_match(id, uuid)) << id;
    ASSERT_NE(id, last);
    ASSERT_LE(last.substr(0, 13), id.substr(0, 13)) << "sorts by time";
    last = id;
  }
}

}  // namespace
}  // namespace formulary::io::http
