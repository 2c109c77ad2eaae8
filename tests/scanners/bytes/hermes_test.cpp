// Compiled JavaScript: its strings, and files that lie.
#include "scanners/bytes/hermes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/hermes_builder.hpp"

namespace formulary::bytes::test {
namespace {

using support::Bytes;
using testing::ElementsAre;

std::vector<std::string> strings(const Bytes& file) {
  const auto read = HermesStrings::read(support::view(file));
  std::vector<std::string> found;
  for (std::uint32_t i = 0; read && i < read->size(); ++i) found.push_back(read->at(i));
  return found;
}

const std::string long_one(300, 'x');

TEST(Hermes, StringsAreToldApartByTheTable) {
  for (const std::size_t function_size : {16, 12}) {
    const Bytes file = support::hermes({"https://api.example.org", "Content-Type", long_one, ""}, function_size);
    EXPECT_THAT(strings(file), ElementsAre("https://api.example.org", "Content-Type", long_one, "")) << function_size;
    const auto read = HermesStrings::read(support::view(file));
    EXPECT_EQ(file.substr(read->offset(1), 12), "Content-Type");
  }
}

TEST(Hermes, StringsMayBeUtf16) {
  Bytes file = support::hermes({"a" + std::string(1, '\0') + "\xe4" + std::string(1, '\0')});
  const std::size_t table = 128 + 2 * 16;
  support::patch(file, table, support::u32(1 | 2u << 24));
  EXPECT_THAT(strings(file), ElementsAre("a\xc3\xa4"));
}

TEST(Hermes, TablesThatDoNotFitAreNotRead) {
  const Bytes good = support::hermes({"one", "two", long_one});
  for (const std::size_t field : {40, 44, 48, 52, 56, 60}) {
    Bytes file = good;
    support::patch(file, field, support::u32(0xffffffff));
    EXPECT_FALSE(HermesStrings::read(support::view(file))) << field;
  }
  Bytes file = good;
  support::patch(file, 128 + 2 * 16, support::u32(0x7fffff << 1));
  EXPECT_FALSE(HermesStrings::read(support::view(file)));
  EXPECT_FALSE(HermesStrings::read(support::view(good.substr(0, 100))));
  EXPECT_FALSE(HermesStrings::read(support::view("function () {}")));
}

}  // namespace
}  // namespace formulary::bytes::test
