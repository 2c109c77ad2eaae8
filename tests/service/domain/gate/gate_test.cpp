#include "service/domain/gate/gate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/domain/gate/scene.hpp"

namespace formulary::domain {
namespace {

using testing::Contains;
using testing::Field;
using testing::HasSubstr;

TEST(Gate, SaysYesToAnApprovedFile) {
  const GateAnswer answer = judge(by_hash(), {.approvals = {approval()}}, on("2026-11-23"));
  EXPECT_EQ(to_text(answer.verdict), "allowed");
  EXPECT_EQ(answer.matched_by, "sha256");
  EXPECT_EQ(answer.approval.value, "approval-1");
  EXPECT_EQ(answer.tool.value, "tool-1");
  EXPECT_EQ(answer.expires, day("2027-03-01"));
  EXPECT_GT(answer.next_check, on("2026-11-23").now);
}

StandingRecall recall(RecallAction action, std::string_view due = "2026-11-27") {
  StandingRecall out;
  out.match = {"match-1"};
  out.name = "recall Z-1111-2026 of Acme (class II)";
  out.source = "us-recall";
  out.as_of = day("2026-11-20");
  out.action = action;
  if (!due.empty()) out.due = day(due);
  return out;
}

TEST(Gate, SaysNothingBetterThanARecallAllows) {
  const std::pair<RecallAction, const char*> rows[] = {
      {RecallAction::count, "allowed"},
      {RecallAction::queue, "allowed_with_conditions"},
      {RecallAction::confirm, "allowed_with_conditions"},
      {RecallAction::flag, "allowed_with_conditions"},
      {RecallAction::hold, "hold"},
      {RecallAction::suspend_procurement, "denied"},
      {RecallAction::suspend, "denied"},
  };
  for (const auto& [action, expected] : rows) {
    EXPECT_EQ(verdict(by_hash(), {.approvals = {approval()}, .recalls = {recall(action)}}), expected);
    EXPECT_EQ(verdict(by_name(), {.approvals = {approval()}, .recalls = {recall(action)}}), expected);
  }
  const GateRecords overdue{.approvals = {approval()}, .recalls = {recall(RecallAction::queue, "2026-11-22")}};
  EXPECT_EQ(verdict(by_hash(), overdue), "hold");

  const GateAnswer answer =
      judge(by_hash(), {.approvals = {approval()}, .recalls = {recall(RecallAction::flag)}}, on("2026-11-23"));
  EXPECT_THAT(answer.reasons, says("Recall Z-1111-2026 of Acme (class II), source us-recall as of 2026-11-20."));
  EXPECT_EQ(answer.reasons.front().record, "match-1");
  EXPECT_EQ(answer.reasons.front().as_of, day("2026-11-20"));
  EXPECT_FALSE(answer.conditions.empty());
}

TEST(Gate, IgnoresARecallOfAnotherVersion) {
  StandingRecall other = recall(RecallAction::suspend);
  other.version = {"version-2"};
  EXPECT_EQ(verdict(by_hash(), {.approvals = {approval()}, .recalls = {other}}), "allowed");
}

TEST(Gate, ASuspendedApprovalIsDeniedWhereARecallSaysSo) {
  Approval suspended = approval();
  suspended.state = ApprovalState::suspended;
  EXPECT_EQ(verdict(by_hash(), {.approvals = {suspended}, .recalls = {recall(RecallAction::suspend)}}), "denied");
}

TEST(Gate, GivesTheConditions) {
  Approval one = approval();
  one.conditions = {"Only on managed devices."};
  const GateAnswer answer = judge(by_hash(), {.approvals = {one}}, on("2026-11-23"));
  EXPECT_EQ(to_text(answer.verdict), "allowed_with_conditions");
  EXPECT_THAT(answer.conditions, testing::ElementsAre("Only on managed devices."));
}

TEST(Gate, KnowsNothingOfOtherFiles) {
  GateQuery query = by_hash();
  query.sha256 = Sha256{std::string(64, 'b')};
  EXPECT_EQ(verdict(query, {.approvals = {approval()}}), "unknown") << "one bit of difference is another file";
  EXPECT_EQ(verdict(by_hash(), {}), "unknown");
}

TEST(Gate, AnswersByNameFromThePinnedSigners) {
  const GateRecords records{.approvals = {approval()}};
  const GateAnswer answer = judge(by_name(), records, on("2026-11-23"));
  EXPECT_EQ(to_text(answer.verdict), "allowed");
  EXPECT_EQ(answer.matched_by, "name_and_version");
  EXPECT_THAT(answer.reasons, says("Answered by name and version"));

  GateQuery query = by_name();
  query.version = "241";
  EXPECT_EQ(verdict(query, records), "allowed") << "by version code";
  query.version = "2.4.2";
  EXPECT_EQ(verdict(query, records), "unknown");
  query = by_name();
  query.platform = Platform::ios;
  EXPECT_EQ(verdict(query, records), "unknown");
  query = by_name();
  query.identifier = "org.example.Ward";
  EXPECT_EQ(verdict(query, records), "unknown");

  query = by_name();
  query.signer = std::string(64, '6');
  EXPECT_EQ(verdict(query, records), "denied") << "another signer";
  std::string colons;
  for (std::size_t i = 0; i < 64; i += 2) colons += (i > 0 ? ":" : "") + signer.substr(i, 2);
  query.signer = colons;
  EXPECT_EQ(verdict(query, records), "allowed") << "written with colons";

  GateRecords unpinned = records;
  unpinned.approvals[0].signers.clear();
  query.signer.reset();
  EXPECT_EQ(verdict(query, unpinned), "hold") << "nothing is pinned";
}

TEST(Gate, AHashWithAnotherNameOrSignerIsDenied) {
  GateQuery query = by_hash();
  query.signer = std::string(64, '6');
  EXPECT_EQ(verdict(query, {.approvals = {approval()}}), "denied");
  query = by_hash();
  query.identifier = "org.example.other";
  EXPECT_EQ(verdict(query, {.approvals = {approval()}}), "denied");
}

TEST(Gate, RefusesToGuess) {
  GateQuery query;
  EXPECT_EQ(verdict(query, {.approvals = {approval()}}), "unknown");
  query = by_name();
  query.version.clear();
  EXPECT_EQ(verdict(query, {.approvals = {approval()}}), "unknown");
  query = by_hash();
  query.sha256 = Sha256{"abc"};
  EXPECT_EQ(verdict(query, {.approvals = {approval()}}), "unknown");
  query = by_name();
  query.signer = "abc";
  EXPECT_EQ(verdict(query, {.approvals = {approval()}}), "unknown");
}

TEST(Gate, WhatKeepsAnApprovalFromAYes) {
  struct Row {
    const char* what;
    void (*change)(Approval&);
    const char* verdict;
  };
  const Row rows[] = {
      {"nothing", [](Approval&) {}, "allowed"},
      {"suspended", [](Approval& a) { a.state = ApprovalState::suspended; }, "hold"},
      {"revoked", [](Approval& a) { a.state = ApprovalState::revoked; }, "denied"},
      {"superseded", [](Approval& a) { a.state = ApprovalState::superseded; }, "denied"},
      {"noted as expired", [](Approval& a) { a.state = ApprovalState::expired; }, "denied"},
      {"past its day", [](Approval& a) { a.expires = day("2026-11-22"); }, "denied"},
      {"on its last day", [](Approval& a) { a.expires = day("2026-11-23"); }, "allowed"},
      {"without a day", [](Approval& a) { a.expires.reset(); }, "denied"},
      {"not begun", [](Approval& a) { a.starts = day("2026-11-24"); }, "hold"},
  };
  for (const Row& row : rows) {
    for (const GateQuery& query : {by_hash(), by_name()}) {
      Approval one = approval();
      row.change(one);
      EXPECT_EQ(verdict(query, {.approvals = {one}}), row.verdict) << row.what;
    }
  }
  Approval unexamined = approval();
  unexamined.artifacts.clear();
  EXPECT_EQ(verdict(by_name(), {.approvals = {unexamined}}), "hold") << "nothing was ever examined";
  EXPECT_EQ(verdict(by_hash(), {.approvals = {approval()}, .latest_report_complete = false}), "hold");
}

TEST(Gate, AClockThatStepsBackImprovesNothing) {
  Approval one = approval();
  one.expires = day("2026-11-20");
  const GateRecords records{.approvals = {one}, .latest_known = on("2026-11-23").now};
  EXPECT_EQ(verdict(by_hash(), records, on("2026-11-23")), "denied");
  EXPECT_EQ(verdict(by_hash(), records, on("2026-11-19")), "denied") << "the registry has seen a later day";

  Approval fresh = approval();
  EXPECT_EQ(verdict(by_hash(), {.approvals = {fresh}}, on("2026-09-30")), "hold") << "before it began";
}

TEST(Gate, JurisdictionsAreCovered) {
  struct Row {
    const char* jurisdiction;
    const char* verdict;
  };
  for (const Row& row : {Row{"US", "allowed"}, Row{"EU", "allowed"}, Row{"DE", "allowed"}, Row{"GB", "hold"},
                         Row{"us", "hold"}, Row{"", "allowed"}}) {
    GateQuery query = by_hash();
    query.jurisdiction = row.jurisdiction;
    EXPECT_EQ(verdict(query, {.approvals = {approval()}}), row.verdict) << row.jurisdiction;
  }
}

TEST(Gate, AnotherDepartmentGetsTheAnswerWithACondition) {
  GateQuery query = by_hash();
  query.department = "ward-1";
  EXPECT_EQ(verdict(query, {.approvals = {approval()}}), "allowed");
  query.department = "ward-2";
  const GateAnswer answer = judge(query, {.approvals = {approval()}}, on("2026-11-23"));
  EXPECT_EQ(to_text(answer.verdict), "allowed_with_conditions");
  EXPECT_THAT(answer.conditions, Contains(HasSubstr("other department")));
}

TEST(Gate, OfOneDepartmentTheNewestApprovalCounts) {
  Approval old = approval("approval-1");
  old.state = ApprovalState::revoked;
  Approval renewed = approval("approval-2");
  renewed.created = on("2026-11-01").now;
  EXPECT_EQ(verdict(by_hash(), {.approvals = {old, renewed}}), "allowed");
  EXPECT_EQ(verdict(by_hash(), {.approvals = {renewed, old}}), "allowed") << "the order does not matter";
  old.created = on("2026-11-02").now;
  EXPECT_EQ(verdict(by_hash(), {.approvals = {old, renewed}}), "denied");
}

TEST(Gate, AmongDepartmentsTheWorstCounts) {
  Approval mine = approval("approval-1");
  Approval theirs = approval("approval-2");
  theirs.department = {"ward-2"};
  const auto with = [&](ApprovalState state) {
    theirs.state = state;
    return verdict(by_hash(), {.approvals = {mine, theirs}});
  };
  EXPECT_EQ(with(ApprovalState::active), "allowed");
  EXPECT_EQ(with(ApprovalState::expired), "allowed") << "an end by date says nothing against the tool";
  EXPECT_EQ(with(ApprovalState::suspended), "hold");
  EXPECT_EQ(with(ApprovalState::revoked), "denied");
}

TEST(Gate, WithoutAnApprovalTheSubmissionsAnswer) {
  struct Row {
    SubmissionState state;
    const char* verdict;
  };
  for (const Row& row : {Row{SubmissionState::draft, "unknown"}, Row{SubmissionState::withdrawn, "unknown"},
                         Row{SubmissionState::submitted, "hold"}, Row{SubmissionState::scanning, "hold"},
                         Row{SubmissionState::in_review, "hold"}, Row{SubmissionState::needs_info, "hold"},
                         Row{SubmissionState::rejected, "denied"}, Row{SubmissionState::approved, "hold"}}) {
    EXPECT_EQ(verdict(by_hash(), {.submissions = {submission(row.state)}}), row.verdict) << to_text(row.state);
  }
  Submission pending = submission(SubmissionState::in_review);
  pending.id = {"submission-2"};
  EXPECT_EQ(verdict(by_hash(), {.submissions = {pending, submission(SubmissionState::rejected)}}), "denied")
      << "deny beats hold";
}

TEST(Gate, ALaterRejectionOfTheSameDepartmentDenies) {
  const GateRecords before{.approvals = {approval()},
                           .submissions = {submission(SubmissionState::rejected, "2026-09-01")}};
  EXPECT_EQ(verdict(by_hash(), before), "allowed") << "the approval came later";
  GateRecords after{.approvals = {approval()}, .submissions = {submission(SubmissionState::rejected, "2026-11-01")}};
  EXPECT_EQ(verdict(by_hash(), after), "denied");
  after.submissions[0].department = {"ward-2"};
  const GateAnswer answer = judge(by_hash(), after, on("2026-11-23"));
  EXPECT_EQ(to_text(answer.verdict), "allowed");
  EXPECT_THAT(answer.reasons, says("another department was rejected"));
}

TEST(Gate, TellsThatARequestIsUnderWay) {
  Approval ended = approval();
  ended.expires = day("2026-11-01");
  const GateAnswer answer = judge(
      by_hash(), {.approvals = {ended}, .submissions = {submission(SubmissionState::in_review)}}, on("2026-11-23"));
  EXPECT_EQ(to_text(answer.verdict), "denied");
  EXPECT_THAT(answer.reasons, says("waits for its decision (submission 7)"));
}

TEST(Gate, GivesAReasonForEverything) {
  for (const GateRecords& records : {GateRecords{}, GateRecords{.approvals = {approval()}},
                                     GateRecords{.submissions = {submission(SubmissionState::rejected)}}}) {
    for (const GateQuery& query : {by_hash(), by_name(), GateQuery{}}) {
      EXPECT_FALSE(judge(query, records, on("2026-11-23")).reasons.empty());
    }
  }
}

TEST(Gate, AFileThatIsNotSignedForDevicesIsNeverBetterThanHold) {
  Approval bundle = approval();
  bundle.signers.clear();
  GateRecords records;
  records.approvals = {bundle};
  for (const GateQuery& query : {by_hash(), by_name()}) {
    const GateAnswer answer = judge(query, records, on("2026-11-23"));
    EXPECT_NE(answer.verdict, GateVerdict::allowed);
    EXPECT_NE(answer.verdict, GateVerdict::allowed_with_conditions);
  }
  const GateAnswer answer = judge(by_hash(), records, on("2026-11-23"));
  EXPECT_EQ(answer.verdict, GateVerdict::hold);
  EXPECT_THAT(answer.reasons, Contains(Field(&GateReason::sentence, HasSubstr("Submit the package"))));
}

}  // namespace
}  // namespace formulary::domain
