// If-Match and If-None-Match, as tables.
#include "service/api/etag.hpp"

#include <gtest/gtest.h>

namespace formulary::api {
namespace {

using domain::RefusalCode;

TEST(IfMatch, GivesTheRevision) {
  for (const char* text : {"\"7\"", " \"7\" ", "\"7-0123456789abcdef\""}) {
    const auto revision = wanted_revision(text);
    ASSERT_TRUE(revision) << text;
    EXPECT_EQ(*revision, 7);
  }
}

TEST(IfMatch, IsRefusedWhenItDoesNotSayWhichState) {
  EXPECT_EQ(wanted_revision("").error().code, RefusalCode::precondition_required);
  EXPECT_EQ(wanted_revision("W/\"7\"").error().code, RefusalCode::stale);
  for (const char* text : {"*", "7", "\"7", "\"\"", "\"0\"", "\"-1\"", "\"7\", \"8\"", "\"7-xyz\"", "\"7-0123\"",
                           "\"99999999999999999999\"", "\"7 \"", "\"7-0123456789ABCDEF\""}) {
    const auto revision = wanted_revision(text);
    ASSERT_FALSE(revision) << text;
    EXPECT_EQ(revision.error().code, RefusalCode::invalid) << text;
  }
}

TEST(IfNoneMatch, ComparesWeaklyWithAList) {
  EXPECT_TRUE(matches_any("\"a\"", "\"a\""));
  EXPECT_TRUE(matches_any("\"x\", \"a\"", "\"a\""));
  EXPECT_TRUE(matches_any("W/\"a\"", "\"a\""));
  EXPECT_TRUE(matches_any("\"a\"", "W/\"a\""));
  EXPECT_TRUE(matches_any("*", "\"a\""));
  EXPECT_FALSE(matches_any("\"b\"", "\"a\""));
  EXPECT_FALSE(matches_any("a", "\"a\""));
  EXPECT_FALSE(matches_any("", "\"a\""));
}

}  // namespace
}  // namespace formulary::api
