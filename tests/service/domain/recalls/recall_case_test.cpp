// What follows from a recall, and that no automatic step ever improves what the gate says.
#include "service/domain/recalls/recall_case.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/domain/gate/gate_recalls.hpp"
#include "tests/service/domain/recalls/recall_story.hpp"

namespace formulary::domain {
namespace {

constexpr Day next_friday = a_thursday + std::chrono::days(1);

RecallCase a_case(RecallAction action = RecallAction::suspend) {
  RecallCase out;
  out.notice = a_notice(RecallSeverity::class_one);
  out.digest = "as it was";
  out.tier = RecallTier::a;
  out.action = action;
  out.scope.scope = VersionScope::affected;
  out.due = next_friday;
  return out;
}

RecallCase decided(RecallDecision decision, RecallAction action = RecallAction::suspend) {
  RecallCase out = a_case(action);
  decide(out, {.decision = decision, .person = {"rosa"}, .reason = "Looked.", .at = {1}});
  return out;
}

Actor reviewer(ReviewDomain domain) {
  Actor actor;
  actor.kind = ActorKind::person;
  actor.id = {"rosa"};
  actor.roles = {Role::reviewer};
  actor.domains = {domain};
  return actor;
}

Actor approver() {
  Actor actor;
  actor.kind = ActorKind::person;
  actor.id = {"paul"};
  actor.roles = {Role::approver};
  return actor;
}

TEST(RecallCase, ComesBackOnlyWhenTheNoticeSaysSomethingElse) {
  for (const RecallDecision decision : {RecallDecision::dismiss, RecallDecision::not_affected, RecallDecision::lift}) {
    RecallCase known = decided(decision);
    EXPECT_EQ(renew(known, a_case()), Renewal::same);
    EXPECT_FALSE(stands(known.state));

    RecallCase changed = a_case(RecallAction::queue);
    changed.digest = "as it is now";
    EXPECT_EQ(renew(known, changed), Renewal::reopened);
    EXPECT_EQ(known.state, RecallState::open);
    EXPECT_EQ(known.action, RecallAction::queue);
    EXPECT_FALSE(known.ruling);
  }
}

TEST(RecallCase, LiftedBecauseItHadEndedComesBackWhenItIsTakenUpAgain) {
  RecallCase ended = a_case();
  ended.notice.status = RecallStatus::terminated;
  decide(ended, {.decision = RecallDecision::lift, .person = {"paul"}, .reason = "Ended.", .at = {1}});
  EXPECT_EQ(renew(ended, a_case()), Renewal::reopened);

  RecallCase dismissed = decided(RecallDecision::dismiss);
  dismissed.notice.status = RecallStatus::terminated;
  EXPECT_EQ(renew(dismissed, a_case()), Renewal::renewed);
  EXPECT_EQ(dismissed.state, RecallState::dismissed);
}

TEST(RecallCase, WhatItSaysOfItsStatusIsNoOtherNotice) {
  RecallNotice one = a_notice(), other = a_notice();
  other.status = RecallStatus::terminated;
  EXPECT_EQ(said_by(one), said_by(other));
  other.text += "\nand lot 18";
  EXPECT_NE(said_by(one), said_by(other));
}

TEST(RecallCase, RecordsOfFdaAreJoinedByTheirNumberAndOthersAreNot) {
  AuthorityRecord record;
  record.key = "k";
  record.number = "Z-1111-2026";
  EXPECT_EQ(recall_identity("us-recall", record), "fda/Z-1111-2026");
  EXPECT_EQ(recall_identity("us-enforcement", record), "fda/Z-1111-2026");
  record.number = "RC-2026-RN-00012-1";
  EXPECT_EQ(recall_identity("csv-recalls:au", record), "csv-recalls:au/k");
  for (const char* number : {"Z-", "Z-1111", "Z-1111-026", "Z-11x1-2026", "B-1111-2026", ""}) {
    EXPECT_FALSE(is_joining_number(number)) << number;
  }
}

TEST(RecallCase, WhoMayDecide) {
  const RecallCase open = a_case();
  EXPECT_TRUE(may_decide(reviewer(ReviewDomain::clinical), open, RecallDecision::dismiss, {}));
  EXPECT_TRUE(may_decide(reviewer(ReviewDomain::security), open, RecallDecision::confirm, {}));
  EXPECT_TRUE(may_decide(reviewer(ReviewDomain::regulatory), open, RecallDecision::not_affected, {}));
  EXPECT_FALSE(may_decide(reviewer(ReviewDomain::privacy), open, RecallDecision::dismiss, {}));
  EXPECT_FALSE(may_decide(reviewer(ReviewDomain::clinical), open, RecallDecision::dismiss, {.involved = {{"rosa"}}}));
  EXPECT_FALSE(may_decide(reviewer(ReviewDomain::clinical), open, RecallDecision::lift, {}));
  EXPECT_FALSE(may_decide(approver(), open, RecallDecision::dismiss, {}));
  EXPECT_TRUE(may_decide(approver(), open, RecallDecision::lift, {}));
  EXPECT_FALSE(may_decide(approver(), open, RecallDecision::lift, {.involved = {{"paul"}}}));
  EXPECT_FALSE(may_decide(Actor::system(), open, RecallDecision::dismiss, {}));
  Actor token = approver();
  token.scopes = {Scope::review};
  EXPECT_FALSE(may_decide(token, open, RecallDecision::lift, {}));
  const RecallCase confirmed = decided(RecallDecision::confirm);
  EXPECT_FALSE(may_decide(reviewer(ReviewDomain::clinical), confirmed, RecallDecision::dismiss, {}));
  EXPECT_TRUE(may_decide(approver(), confirmed, RecallDecision::lift, {}));
  EXPECT_FALSE(may_decide(approver(), decided(RecallDecision::lift), RecallDecision::lift, {}));
}

TEST(RecallCase, ConfirmingMakesADoubtfulMatchASureOne) {
  RecallCase doubtful = a_case(RecallAction::hold);
  decide(doubtful, {.decision = RecallDecision::confirm, .person = {"rosa"}, .reason = "Ours.", .at = {1}});
  EXPECT_EQ(doubtful.action, RecallAction::suspend);
}

TEST(RecallCase, OnceConfirmedFollowsTheClassHoweverWeakTheSignsAre) {
  const struct {
    RecallSeverity before, now;
    RecallAction found, follows;
  } rows[] = {
      {RecallSeverity::class_two, RecallSeverity::class_one, RecallAction::hold, RecallAction::suspend},
      {RecallSeverity::class_three, RecallSeverity::class_one, RecallAction::hold, RecallAction::suspend},
      {RecallSeverity::class_three, RecallSeverity::class_two, RecallAction::queue, RecallAction::suspend_procurement},
      {RecallSeverity::class_three, RecallSeverity::early_alert, RecallAction::confirm, RecallAction::suspend},
      {RecallSeverity::class_one, RecallSeverity::class_two, RecallAction::queue, RecallAction::suspend},
  };
  for (const auto& row : rows) {
    RecallCase known = a_case(RecallAction::queue);
    known.notice.severity = row.before;
    decide(known, {.decision = RecallDecision::confirm, .person = {"rosa"}, .reason = "Ours.", .at = {1}});
    RecallCase found = a_case(row.found);
    found.notice.severity = row.now;
    found.digest = "as it is now";
    EXPECT_EQ(renew(known, found), row.before < row.now ? Renewal::escalated : Renewal::renewed);
    EXPECT_EQ(known.action, row.follows) << to_text(row.before) << " to " << to_text(row.now);
    EXPECT_EQ(known.state, RecallState::confirmed);
    EXPECT_FALSE(known.due);
  }
}

// -- no automatic step improves the answer
// ------------------------------------------------------------------------------

int badness(GateVerdict verdict) {
  constexpr GateVerdict order[] = {GateVerdict::allowed, GateVerdict::allowed_with_conditions, GateVerdict::unknown,
                                   GateVerdict::hold, GateVerdict::denied};
  return static_cast<int>(std::ranges::find(order, verdict) - std::begin(order));
}

int badness(const RecallCase& known, Day today) {
  if (!stands(known.state)) return 0;
  StandingRecall standing;
  standing.name = name_of(known);
  standing.action = known.action;
  standing.due = known.due;
  return badness(effect_of(standing, PossibleRecall::queue, today).verdict);
}

class AnyRecall : public testing::TestWithParam<std::uint32_t> {};

TEST_P(AnyRecall, OnlyGetsWorseByItself) {
  std::mt19937 random(GetParam());
  const auto any = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  const auto anything = [&] {
    RecallMatch match;
    match.subject = "version-1";
    match.tier = match.effective = any(2) == 0 ? RecallTier::a : RecallTier::b;
    match.severity = static_cast<RecallSeverity>(any(5));
    match.status = static_cast<RecallStatus>(any(3));
    match.scope.scope = static_cast<VersionScope>(any(3));
    match.consequence = consequence(match.effective, match.severity, match.scope.scope);
    match.due = due_day(match.consequence, a_thursday + std::chrono::days(any(20)));
    RecallNotice notice = a_notice(match.severity);
    notice.status = match.status;
    RecallCase out = new_case(match, notice);
    out.digest = std::to_string(any(3));
    return out;
  };
  for (int round = 0; round < 200; ++round) {
    RecallCase known = anything();
    Day today = a_thursday;
    if (any(4) == 0)
      decide(known, {.decision = static_cast<RecallDecision>(any(4)), .person = {"rosa"}, .reason = "r", .at = {1}});
    for (int step = 0; step < 10; ++step) {
      const int before = badness(known, today);
      const RecallState state = known.state;
      if (any(3) == 0) {
        today += std::chrono::days(any(5));
      } else {
        renew(known, anything());
      }
      EXPECT_GE(badness(known, today), before);
      EXPECT_TRUE(known.state == state || known.state == RecallState::open) << to_text(known.state);
      if (stands(state)) {
        EXPECT_EQ(known.state, state);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyRecall, testing::Range(1U, 21U));

}  // namespace
}  // namespace formulary::domain
