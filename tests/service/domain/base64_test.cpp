// Base64 against the examples of RFC 4648, section 10, in each form; and one text for one value.
#include "service/domain/base64.hpp"

#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

TEST(Base64, AgreesWithTheExamplesOfRfc4648) {
  struct Row {
    std::string bytes, padded, bare;
  };
  for (const auto& [bytes, padded, bare] :
       {Row{"", "", ""}, Row{"f", "Zg==", "Zg"}, Row{"fo", "Zm8=", "Zm8"}, Row{"foo", "Zm9v", "Zm9v"},
        Row{"foob", "Zm9vYg==", "Zm9vYg"}, Row{"fooba", "Zm9vYmE=", "Zm9vYmE"},
        Row{"foobar", "Zm9vYmFy", "Zm9vYmFy"}}) {
    EXPECT_EQ(to_base64(bytes), padded);
    EXPECT_EQ(from_base64(padded), bytes);
    EXPECT_EQ(to_base64(bytes, Base64::bare), bare);
    EXPECT_EQ(from_base64(bare, Base64::bare), bytes);
  }
  EXPECT_EQ(to_base64("\xfb\xff", Base64::url), "-_8");
  EXPECT_EQ(from_base64("_-8", Base64::url), "\xff\xef");
}

TEST(Base64, EveryByteGoesThereAndBack) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) {
    bytes += static_cast<char>(byte);
    for (const Base64 form : {Base64::padded, Base64::bare, Base64::url}) {
      EXPECT_EQ(from_base64(to_base64(bytes, form), form), bytes);
    }
  }
}

TEST(Base64, OneTextForOneValue) {
  for (const char* wrong :
       {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zg= =", "Zm9v\n", "Zm 9", "Zm-v", "=", "====", "Z===", "=Zm9", "Zg==Zg=="}) {
    EXPECT_FALSE(from_base64(wrong)) << wrong;
  }
  for (const char* wrong : {"A", "AA=", "AB", "AAB", "AA AA", "AAAAA", "-_8"}) {
    EXPECT_FALSE(from_base64(wrong, Base64::bare)) << wrong;
  }
  for (const char* wrong : {"A", "AA=", "AB", "AAB", "+/+/", "+/8", "AA AA", "AAAAA"}) {
    EXPECT_FALSE(from_base64(wrong, Base64::url)) << wrong;
  }
}

}  // namespace
}  // namespace formulary::domain
