#include "service/domain/approval.hpp"

#include <map>

#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

using S = ApprovalState;
using E = ApprovalEvent;

constexpr S states[] = {S::active, S::suspended, S::revoked, S::expired, S::superseded};
constexpr E events[] = {E::suspend, E::lift, E::revoke, E::expire, E::supersede};

TEST(ApprovalLife, GoesTheseStepsAndNoOthers) {
  const std::map<std::pair<S, E>, S> allowed = {
      {{S::active, E::suspend}, S::suspended},    {{S::suspended, E::lift}, S::active},
      {{S::active, E::revoke}, S::revoked},       {{S::suspended, E::revoke}, S::revoked},
      {{S::active, E::expire}, S::expired},       {{S::suspended, E::expire}, S::expired},
      {{S::active, E::supersede}, S::superseded}, {{S::suspended, E::supersede}, S::superseded},
  };
  for (const S state : states) {
    for (const E event : events) {
      const auto after = next(state, event);
      const auto step = allowed.find({state, event});
      ASSERT_EQ(after.has_value(), step != allowed.end()) << to_text(state) << " " << to_text(event);
      if (after) {
        EXPECT_EQ(*after, step->second);
      } else {
        EXPECT_EQ(after.error().code, RefusalCode::conflict);
      }
    }
  }
}

TEST(ApprovalState, IsExpiredPastItsDayWhateverTheRegistrySays) {
  const Day today = *parse_day("2026-11-23");
  Approval approval;
  approval.expires = today;
  EXPECT_EQ(approval.state_on(today), S::active) << "the last day still counts";
  EXPECT_EQ(approval.state_on(today + std::chrono::days(1)), S::expired);
  approval.state = S::suspended;
  EXPECT_EQ(approval.state_on(today), S::suspended);
  EXPECT_EQ(approval.state_on(today + std::chrono::days(1)), S::expired);
  approval.state = S::revoked;
  EXPECT_EQ(approval.state_on(today + std::chrono::days(1)), S::revoked);
  approval.state = S::expired;
  EXPECT_EQ(approval.state_on(today - std::chrono::days(100)), S::expired) << "a clock set back revives nothing";
  approval.state = S::active;
  approval.expires.reset();
  EXPECT_EQ(approval.state_on(today), S::expired) << "no date counts as expired";
}

}  // namespace
}  // namespace formulary::domain
