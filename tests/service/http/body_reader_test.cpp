// Bodies as they arrive, cut at every place, and never a byte beyond their end.
#include "service/io/http/body_reader.hpp"

#include <algorithm>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace formulary::io::http {
namespace {

ParsedHead chunked_head() {
  ParsedHead head;
  head.framing = BodyFraming::chunked;
  return head;
}

ParsedHead length_head(std::size_t length) {
  ParsedHead head;
  head.framing = BodyFraming::length;
  head.content_length = length;
  return head;
}

struct Result {
  BodyReader::State state = BodyReader::State::more;
  std::string body;
  std::string left;
  int status = 0;
};

/// Feeds `bytes` in pieces of the sizes that `next_size` gives.
template <typename NextSize>
Result read(const ParsedHead& head, std::string_view bytes, std::uint64_t limit, NextSize next_size) {
  BodyReader reader(head, limit);
  std::size_t position = 0;
  while (reader.state() == BodyReader::State::more && position < bytes.size()) {
    position += reader.feed(bytes.substr(position, next_size()));
  }
  return {reader.state(), reader.take(), std::string(bytes.substr(position)), reader.rejection().status};
}

TEST(BodyReader, EndsWhereTheBodyEnds) {
  const std::string chunks = "4\r\nWiki\r\n6;a=b;c=\"d\"\r\npedia \r\nE\r\nin \r\n\r\nchunks.\r\n0;last\r\n\r\n";
  const std::string next = "GET / HTTP/1.1\r\n\r\n";
  for (std::size_t step = 1; step <= chunks.size() + next.size(); ++step) {
    const auto result = read(chunked_head(), chunks + next, 100, [step] { return step; });
    ASSERT_EQ(result.state, BodyReader::State::complete) << step;
    ASSERT_EQ(result.body, "Wikipedia in \r\n\r\nchunks.") << step;
    ASSERT_EQ(result.left, next) << step;
    const auto counted = read(length_head(5), "12345" + next, 5, [step] { return step; });
    ASSERT_EQ(counted.body, "12345") << step;
    ASSERT_EQ(counted.left, next) << step;
  }
}

TEST(BodyReader, HoldsNoMoreThanTheLimit) {
  const auto whole = [] { return std::size_t{1000}; };
  EXPECT_EQ(read(chunked_head(), "5\r\n12345\r\n5\r\n12345\r\n0\r\n\r\n", 10, whole).state,
            BodyReader::State::complete);
  const auto beyond = read(chunked_head(), "5\r\n12345\r\n6\r\n123456\r\n0\r\n\r\n", 10, whole);
  EXPECT_EQ(beyond.state, BodyReader::State::rejected);
  EXPECT_EQ(beyond.status, 413);
  EXPECT_LE(beyond.body.size(), 10u);
}

TEST(BodyReader, SurvivesAnything) {
  std::mt19937 random(7);
  const std::string alphabet = "0123456789abcdefF;=\"\r\n\r\n \tX:\\-+\x80";
  const auto some = [&] { return std::size_t{1 + random() % 7}; };
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    if (random() % 2) bytes = "3\r\nabc\r\n";
    if (random() % 3 == 0) bytes += "0\r\n";
    for (auto i = random() % 40; i > 0; --i) bytes += alphabet[random() % alphabet.size()];
    const auto result = read(chunked_head(), bytes, 1000, some);
    EXPECT_LE(result.body.size(), bytes.size());
  }
}

TEST(BodyReader, RejectsChunksThatAreNot) {
  const std::pair<std::string, int> rows[] = {{"-1\r\n", 400},
                                              {"-2\r\n", 400},
                                              {"+1\r\n", 400},
                                              {" 1\r\n", 400},
                                              {"1 \r\n", 400},
                                              {"0x1\r\n", 400},
                                              {"g\r\n", 400},
                                              {"\r\n", 400},
                                              {"1\n", 400},
                                              {"1\r\r", 400},
                                              {"1;a\n", 400},
                                              {"1;a\x80\r\n", 400},
                                              {"1\r\nab", 400},
                                              {"1\r\na\n", 400},
                                              {"1\r\na\rb", 400},
                                              {"0\r\nX: y\r\n\r\n", 400},
                                              {"0\r\n\n", 400},
                                              {"0\r\n\rx", 400},
                                              {"65\r\n", 413},
                                              {"ffffffffffffffff\r\n", 413},
                                              {"fffffffffffffffffffff", 413},
                                              {"1;" + std::string(300, 'a'), 400},
                                              {std::string(300, '0'), 400}};
  for (const auto& [bytes, status] : rows) {
    const auto result = read(chunked_head(), bytes, 100, [] { return std::size_t{1}; });
    EXPECT_EQ(result.state, BodyReader::State::rejected) << bytes;
    EXPECT_EQ(result.status, status) << bytes;
  }
  EXPECT_EQ(read(chunked_head(), "64\r\n", 100, [] { return std::size_t{9}; }).state, BodyReader::State::more);
  EXPECT_EQ(read(chunked_head(), "0\r\n\r\n", 0, [] { return std::size_t{1}; }).state, BodyReader::State::complete);
}

}  // namespace
}  // namespace formulary::io::http
