// Passwords that are guessed first are refused; words that do not belong together are not.
#include "service/domain/common_password.hpp"

#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

TEST(CommonPassword, IsKnown) {
  for (const char* text : {"Password1234", "passwordpassword", "PASSW0RD2026!", "P@ssw0rd1234", "123456789012",
                           "012345678901", "qwertyuiopas", "aaaaaaaaaaaa", "abcabcabcabc", "Hospital2026!",
                           "administrator1", "admin-admin-1", "letmein12345", "2026welcome!!", "abcdefghijklm",
                           "1qaz2wsx3edc", "Summer2026!!", "Krankenhaus1!", "trustno1trustno1"}) {
    EXPECT_TRUE(is_common_password(text)) << text;
  }
}

TEST(CommonPassword, IsNotWhatPeopleMakeUp) {
  for (const char* text : {"ada and a long word", "a-long-enough-password", "correct horse battery", "Kv7#pQ2!mZx9",
                           "summer of our tulips", "admins never sleep", "fenster blau regen"}) {
    EXPECT_FALSE(is_common_password(text)) << text;
  }
}

TEST(CommonPassword, IsTheLoginOfTheAccount) {
  for (const char* text : {"mariamariamaria", "Maria-2026-2026", "!!maria12345678"}) {
    EXPECT_TRUE(is_common_password(text, "Maria")) << text;
    EXPECT_FALSE(is_common_password(text, "ada")) << text;
  }
  EXPECT_FALSE(is_common_password("maria and a long word", "maria"));
  EXPECT_FALSE(is_common_password("4711 4712 4713", "4711")) << "a login without letters names nothing";
}

}  // namespace
}  // namespace formulary::domain
