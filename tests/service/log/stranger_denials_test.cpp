// What strangers are refused is accounted for, but they cannot make the log grow as they like.
#include "service/usecases/stranger_denials.hpp"

#include <gtest/gtest.h>

namespace formulary::test {
namespace {

using domain::AuditEntry;
using domain::Instant;
using usecases::StrangerDenials;

constexpr std::int64_t minute = 60'000;
constexpr int most = StrangerDenials::most_a_minute;

AuditEntry refused(const std::string& remote, std::int64_t at) {
  AuditEntry entry;
  entry.actor.remote = remote;
  entry.action = "access.denied";
  entry.outcome = domain::AuditOutcome::denied;
  entry.at = {at};
  return entry;
}

int accounted_for(StrangerDenials& denials, const std::string& remote, int times, std::int64_t at) {
  int count = 0;
  for (int i = 0; i < times; ++i) count += denials.count(refused(remote, at)) ? 1 : 0;
  return count;
}

TEST(StrangerDenials, TheFirstOfAMinuteOneByOneTheOthersTogether) {
  StrangerDenials denials;
  EXPECT_EQ(accounted_for(denials, "192.0.2.7", 1000, 0), most);
  EXPECT_EQ(accounted_for(denials, "192.0.2.8", 3, 0), 3) << "another address";
  EXPECT_TRUE(denials.due({minute - 1}).empty());
  const auto due = denials.due({minute});
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].action, "access.denied_often");
  EXPECT_EQ(due[0].actor.remote, "192.0.2.7");
  EXPECT_EQ(due[0].to, std::to_string(1000 - most) + " more");
  EXPECT_EQ(due[0].outcome, domain::AuditOutcome::denied);
  EXPECT_TRUE(denials.due({2 * minute}).empty());
  EXPECT_EQ(accounted_for(denials, "192.0.2.7", 1000, 2 * minute), most) << "a new minute";
}

TEST(StrangerDenials, FewAMinuteAreAllThere) {
  StrangerDenials denials;
  for (std::int64_t at = 0; at < 10 * minute; at += minute)
    EXPECT_EQ(accounted_for(denials, "192.0.2.7", most, at), most);
  EXPECT_TRUE(denials.due({20 * minute}).empty());
}

TEST(StrangerDenials, NothingIsForgottenWhileNobodyAsksWhatIsDue) {
  StrangerDenials denials;
  int counted = accounted_for(denials, "192.0.2.7", most + 1, 0);
  for (std::int64_t at = minute; at < 5 * minute; at += minute) counted += accounted_for(denials, "192.0.2.7", 1, at);
  EXPECT_EQ(counted, most);
  const auto due = denials.due({5 * minute});
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].to, "5 more");
}

TEST(StrangerDenials, AVisitorHasAWholeNetworkOfIpv6) {
  StrangerDenials denials;
  EXPECT_EQ(accounted_for(denials, "2001:db8::1", most, 0), most);
  EXPECT_EQ(accounted_for(denials, "2001:db8::2", 1, 0), 0);
  EXPECT_TRUE(denials.is_too_many("2001:db8::3", {1}));
  EXPECT_FALSE(denials.is_too_many("2001:db8:0:1::3", {1}));
  EXPECT_FALSE(denials.is_too_many("2001:db8::3", {minute}));
}

TEST(StrangerDenials, ManyAddressesAtOnceAreCountedAsOne) {
  StrangerDenials denials(100);
  int counted = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::string remote = "10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250);
    counted += accounted_for(denials, remote, 1, 0);
  }
  EXPECT_EQ(counted, 100 + most);
  const auto due = denials.due({minute});
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].actor.remote, "");
  EXPECT_EQ(due[0].to, std::to_string(900 - most) + " more");
}

TEST(StrangerDenials, AClockThatIsSetBackHidesNothing) {
  StrangerDenials denials;
  accounted_for(denials, "192.0.2.7", most + 5, 10 * minute);
  const auto due = denials.due({minute});
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].to, "5 more");
}

}  // namespace
}  // namespace formulary::test
