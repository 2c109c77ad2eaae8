#include "service/domain/time.hpp"

#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

TEST(Day, ReadsAndWritesDaysThatExist) {
  for (const char* text : {"1900-01-01", "1970-01-01", "2024-02-29", "2026-03-01", "2000-02-29", "9999-12-31"}) {
    const auto day = parse_day(text);
    ASSERT_TRUE(day) << text;
    EXPECT_EQ(to_text(*day), text);
  }
}

TEST(Day, RefusesEverythingElse) {
  for (const std::string text : {"",
                                 "2026",
                                 "2026-03",
                                 "2026-3-1",
                                 "2026-02-29",
                                 "2100-02-29",
                                 "2026-02-30",
                                 "2026-04-31",
                                 "2026-13-01",
                                 "2026-00-10",
                                 "2026-01-00",
                                 "1899-12-31",
                                 "0000-01-01",
                                 "10000-01-01",
                                 "2026-03-01 ",
                                 " 2026-03-01",
                                 "2026-03-01T00:00:00Z",
                                 "2026/03/01",
                                 "01.03.2026",
                                 "2026-03-0a",
                                 "+026-03-01",
                                 "-026-03-01",
                                 "2026--3-01"}) {
    EXPECT_FALSE(parse_day(text)) << text;
  }
  EXPECT_FALSE(parse_day(std::string("2026-03-01\0", 11)));
  EXPECT_FALSE(parse_day(std::string(100000, '1')));
}

TEST(Instant, ReadsAndWritesInstants) {
  struct Row {
    const char* text;
    std::int64_t ms;
    const char* written;
  };
  for (const Row& row : {Row{"1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00.000Z"},
                         Row{"2026-03-01T09:30:00.123Z", 1772357400123, "2026-03-01T09:30:00.123Z"},
                         Row{"2026-03-01t09:30:00.1z", 1772357400100, "2026-03-01T09:30:00.100Z"},
                         Row{"2026-03-01T09:30:00.123999999Z", 1772357400123, "2026-03-01T09:30:00.123Z"},
                         Row{"2026-03-01T10:30:00+01:00", 1772357400000, "2026-03-01T09:30:00.000Z"},
                         Row{"2026-03-01T04:00:00-05:30", 1772357400000, "2026-03-01T09:30:00.000Z"},
                         Row{"1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z"}}) {
    const auto instant = parse_rfc3339(row.text);
    ASSERT_TRUE(instant) << row.text;
    EXPECT_EQ(instant->ms, row.ms) << row.text;
    EXPECT_EQ(to_rfc3339(*instant), row.written);
  }
}

TEST(Instant, RefusesEverythingElse) {
  for (const char* text :
       {"", "2026-03-01", "2026-03-01T09:30Z", "2026-03-01T09:30:00", "2026-03-01 09:30:00Z", "2026-03-01T24:00:00Z",
        "2026-03-01T09:60:00Z", "2026-03-01T09:30:60Z", "2026-03-01T09:30:00.Z", "2026-03-01T09:30:00.1234567890Z",
        "2026-03-01T09:30:00+24:00", "2026-03-01T09:30:00+01:60", "2026-03-01T09:30:00+0100", "2026-03-01T09:30:00Z ",
        "2026-02-30T09:30:00Z"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

TEST(Instant, IsWrittenWithinTheYearsThatCanBeRead) {
  EXPECT_EQ(to_rfc3339({INT64_MAX}), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(to_rfc3339({INT64_MIN}), "1900-01-01T00:00:00.000Z");
}

}  // namespace
}  // namespace formulary::domain
