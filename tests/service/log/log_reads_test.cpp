// Reads of the log are accounted for, but not each: at most one entry a minute and person.
#include "service/usecases/log_reads.hpp"

#include <gtest/gtest.h>

namespace formulary::test {
namespace {

using domain::Instant;

domain::Actor reader(const std::string& id) {
  domain::Actor actor;
  actor.kind = domain::ActorKind::person;
  actor.id = {id};
  return actor;
}

constexpr std::int64_t minute = 60'000;

TEST(LogReads, TheFirstIsAccountedForAtOnceTheOthersTogether) {
  usecases::LogReads reads;
  const auto first = reads.count(reader("otto"), Instant{0});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->action, "audit.read");
  EXPECT_EQ(first->actor.id.value, "otto");
  EXPECT_EQ(first->to, "");
  for (std::int64_t at = 1; at < 1000; ++at) EXPECT_FALSE(reads.count(reader("otto"), Instant{at})) << at;
  EXPECT_TRUE(reads.count(reader("olga"), Instant{500})) << "another person";
  const auto next = reads.count(reader("otto"), Instant{minute});
  ASSERT_TRUE(next);
  EXPECT_EQ(next->to, "1000 reads");
}

TEST(LogReads, WhatNobodyFollowsIsAccountedForAfterAMinute) {
  usecases::LogReads reads;
  reads.count(reader("otto"), Instant{0});
  EXPECT_TRUE(reads.due(Instant{minute}).empty()) << "that one was accounted for";
  reads.count(reader("otto"), Instant{2 * minute});
  reads.count(reader("otto"), Instant{2 * minute + 1});
  reads.count(reader("otto"), Instant{2 * minute + 2});
  EXPECT_TRUE(reads.due(Instant{3 * minute - 1}).empty());
  const auto due = reads.due(Instant{3 * minute});
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].to, "2 reads");
  EXPECT_TRUE(reads.due(Instant{4 * minute}).empty());
}

TEST(LogReads, AClockThatIsSetBackHidesNothing) {
  usecases::LogReads reads;
  reads.count(reader("otto"), Instant{10 * minute});
  EXPECT_TRUE(reads.count(reader("otto"), Instant{minute}));
}

}  // namespace
}  // namespace formulary::test
