// The search for many strings at once, against the plainest search there is.
#include "scanners/bytes/literals.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::bytes::test {
namespace {

using Found = std::vector<std::pair<std::size_t, std::size_t>>;

Found search(std::span<const std::string_view> strings, std::string_view text) {
  Found out;
  Literals(strings).search(text, [&](std::size_t index, std::size_t at) { out.emplace_back(at, index); });
  std::sort(out.begin(), out.end());
  return out;
}

Found plainly(std::span<const std::string_view> strings, std::string_view text) {
  Found out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (std::size_t index = 0; index < strings.size(); ++index) {
      if (text.substr(at).starts_with(strings[index])) out.emplace_back(at, index);
    }
  }
  return out;
}

TEST(Literals, FindEveryOccurrence) {
  static constexpr std::string_view strings[] = {"OpenSSL ", "deflate ", "SSL", "late d"};
  EXPECT_THAT(search(strings, "OpenSSL deflate deflate SSL"),
              testing::ElementsAre(testing::Pair(0, 0), testing::Pair(4, 2), testing::Pair(8, 1), testing::Pair(11, 3),
                                   testing::Pair(16, 1), testing::Pair(24, 2)));
  EXPECT_THAT(search(strings, ""), testing::IsEmpty());
  EXPECT_THAT(search(strings, "SS"), testing::IsEmpty());
  EXPECT_THAT(search(strings, "SSL"), testing::SizeIs(1));
}

TEST(Literals, AgreeWithThePlainSearchOnRandomText) {
  std::mt19937 random(7);
  const auto letters = [&](std::size_t length) {
    std::string out;
    while (out.size() < length) out += static_cast<char>('a' + random() % 3);
    return out;
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<std::string> owned;
    for (int i = 0; i < 6; ++i) owned.push_back(letters(2 + random() % 5));
    const std::vector<std::string_view> strings(owned.begin(), owned.end());
    const std::string text = letters(random() % 200);
    ASSERT_EQ(search(strings, text), plainly(strings, text)) << text;
  }
}

}  // namespace
}  // namespace formulary::bytes::test
