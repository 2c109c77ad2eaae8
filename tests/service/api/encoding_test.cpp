// SHA-1 and UTF-8 against published examples.
#include "service/api/encoding.hpp"

#include <gtest/gtest.h>

#include "service/api/cookies.hpp"

namespace formulary::api {
namespace {

TEST(Sha1, FitsTheExamplesOfRfc3174) {
  EXPECT_EQ(to_hex(sha1("")), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(to_hex(sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(to_hex(sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  EXPECT_EQ(to_hex(sha1(std::string(1'000'000, 'a'))), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST(Utf8, IsTold) {
  for (const char* text : {"", "abc", "\u00e4", "\u20ac", "\U0001F600", "\xf4\x8f\xbf\xbf"}) EXPECT_TRUE(is_utf8(text));
  for (const char* text : {"\x80", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff"}) {
    EXPECT_FALSE(is_utf8(text));
  }
}

TEST(Secrets, AreTheSameOrNot) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "abcd"));
  EXPECT_FALSE(same_secret("", "a"));
}

TEST(SessionCookie, IsFoundAmongOthers) {
  EXPECT_EQ(session_secret("__Host-fmly_sid=abc"), "abc");
  EXPECT_EQ(session_secret("a=b; __Host-fmly_sid=abc; c=d"), "abc");
  EXPECT_EQ(session_secret("a=b;__Host-fmly_sid=abc"), "abc");
  EXPECT_FALSE(session_secret(""));
  EXPECT_FALSE(session_secret("__Host-fmly_sid2=abc"));
  EXPECT_FALSE(session_secret("x__Host-fmly_sid=abc"));
  EXPECT_FALSE(session_secret("__Host-fmly_sid=abc; __Host-fmly_sid=def")) << "two of them: which is it?";
}

}  // namespace
}  // namespace formulary::api
