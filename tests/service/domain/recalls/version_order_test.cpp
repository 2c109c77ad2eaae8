#include "service/domain/recalls/version_order.hpp"

#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

struct Row {
  const char* a;
  const char* b;
  char sign;  ///< of a compared with b; ? unordered
};

char sign(std::string_view a, std::string_view b) {
  const auto order = compare_versions(read_version(a), read_version(b));
  return order < 0 ? '<' : order > 0 ? '>' : order == 0 ? '=' : '?';
}

TEST(VersionOrder, ComparesWhatCanBeCompared) {
  for (const Row& row : {Row{"1.2.9", "1.2.10", '<'},
                         Row{"2.0", "2.0.0", '='},
                         Row{"2.0.00", "2.0.0", '='},
                         Row{"2.0.08", "2.0.8", '='},
                         Row{"v2.1", "Version 2.1", '='},
                         Row{"1.0.1", "1.0.1g", '<'},
                         Row{"1.0.1g", "1.0.1k", '<'},
                         Row{"3.0-rc1", "3.0", '<'},
                         Row{"3.0-rc1", "3.0-rc2", '<'},
                         Row{"3.0 beta", "3.0 rc1", '<'},
                         Row{"3.0-rc1", "3.0.1", '<'},
                         Row{"4.1 build 33", "4.1 Build 40", '<'},
                         Row{"4.1", "4.1 build 33", '<'},
                         Row{"4.1 build 33", "4.1.1", '?'},
                         Row{"VB30A", "VB30B", '<'},
                         Row{"VB20A", "VB30A", '<'},
                         Row{"VA30A", "VB10A", '<'},
                         Row{"VB30A", "2.0", '?'},
                         Row{"2021-04-01", "2021-03-31", '>'},
                         Row{"2.0 plus", "2.0", '?'},
                         Row{"", "1", '?'},
                         Row{"unknown", "1", '?'},
                         Row{"10", "9", '>'},
                         Row{"2023.1", "2022.9", '>'}}) {
    EXPECT_EQ(sign(row.a, row.b), row.sign) << row.a << " | " << row.b;
    const char turned = row.sign == '<' ? '>' : row.sign == '>' ? '<' : row.sign;
    EXPECT_EQ(sign(row.b, row.a), turned) << row.b << " | " << row.a;
  }
}

TEST(VersionOrder, AVersionIsWithinItsPrefix) {
  EXPECT_TRUE(is_within(read_version("2.0"), read_version("2.0.1")));
  EXPECT_TRUE(is_within(read_version("4.1"), read_version("4.1b")));
  EXPECT_FALSE(is_within(read_version("2.0"), read_version("2.0")));
  EXPECT_FALSE(is_within(read_version("2.1"), read_version("2.0.1")));
  EXPECT_FALSE(is_within({}, read_version("2.0.1")));
}

TEST(VersionOrder, HostileTextsAreNoVersions) {
  EXPECT_TRUE(read_version(std::string(100000, '9')).empty());
  EXPECT_LE(read_version("1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1").size(), 16u);
  EXPECT_TRUE(read_version("version").empty());
}

}  // namespace
}  // namespace formulary::domain
