// Text of hostile files.
#include "scanners/bytes/text.hpp"

#include <gtest/gtest.h>

namespace formulary::bytes {
namespace {

TEST(Utf8, IsWhatRfc3629Says) {
  for (const char* good : {"", "plain", "\xc2\x80", "\xe2\x82\xac", "\xed\x9f\xbf", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
  for (const char* bad : {"\x80", "\xc0\xaf", "\xc2", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf0\x80\x80\x80",
                          "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff"}) {
    EXPECT_FALSE(is_utf8(bad)) << bad;
  }
}

TEST(Utf8, IsWrittenForEveryPlane) {
  for (const auto& [code, expected] :
       std::initializer_list<std::pair<std::uint32_t, const char*>>{{0x41, "A"},
                                                                    {0xe9, "\xc3\xa9"},
                                                                    {0x20ac, "\xe2\x82\xac"},
                                                                    {0x1f3e5, "\xf0\x9f\x8f\xa5"},
                                                                    {0xd800, "\xef\xbf\xbd"},
                                                                    {0x110000, "\xef\xbf\xbd"}}) {
    std::string text;
    append_utf8(text, code);
    EXPECT_EQ(text, expected) << code;
  }
}

TEST(Control, IsSeenInBothRanges) {
  EXPECT_FALSE(has_control("caf\xc3\xa9 \xc2\xa0"));
  EXPECT_TRUE(has_control("a\nb"));
  EXPECT_TRUE(has_control(std::string_view("a\0b", 3)));
  EXPECT_TRUE(has_control("a\x7f"));
  EXPECT_TRUE(has_control("a\xc2\x85"));
}

}  // namespace
}  // namespace formulary::bytes
