// Emergency access and emergency approvals: how long, by whom, for what, and what the gate makes of them.
#include "service/domain/emergency.hpp"

#include <gmock/gmock.h>

#include "service/domain/gate/gate.hpp"
#include "tests/service/domain/story.hpp"

namespace formulary::domain {
namespace {

using testing::HasSubstr;

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t hour = 60 * minute;

Actor night() {
  Actor actor;
  actor.kind = ActorKind::emergency;
  actor.id = {"night"};
  return actor;
}

TEST(EmergencyAccess, OpensOnceWithinFifteenMinutesAndStandsForAnHour) {
  EmergencyAccess access{.id = {"a"}, .code_digest = "d", .minted = {hour}, .code_ends = {hour + 15 * minute}};
  EXPECT_TRUE(access.opens({hour}));
  EXPECT_TRUE(access.opens({hour + 15 * minute - 1}));
  EXPECT_FALSE(access.opens({hour + 15 * minute}));
  EXPECT_FALSE(access.opens({hour - 1})) << "the clock was set back";
  EXPECT_FALSE(access.stands({hour}));
  access.opened = Instant{hour};
  access.until = Instant{2 * hour};
  EXPECT_FALSE(access.opens({hour})) << "the code works once";
  EXPECT_TRUE(access.stands({hour}));
  EXPECT_TRUE(access.stands({2 * hour - 1}));
  EXPECT_FALSE(access.stands({2 * hour}));
  EXPECT_FALSE(access.stands({hour - 1})) << "the clock was set back";
  access.ended = Instant{hour + minute};
  EXPECT_FALSE(access.stands({hour + 2 * minute}));
}

TEST(EmergencyApproval, LeadsOneLife) {
  using S = EmergencyState;
  using E = EmergencyEvent;
  for (const S from : {S::standing, S::ratified, S::revoked, S::expired}) {
    for (const E event : {E::ratify, E::revoke, E::end}) {
      const auto to = next(from, event);
      const bool open = from == S::standing || from == S::ratified;
      const bool possible = open && !(from == S::ratified && event == E::ratify);
      ASSERT_EQ(to.has_value(), possible) << to_text(from) << " " << to_text(event);
      if (!to) continue;
      EXPECT_EQ(*to == S::expired, from == S::ratified && event == E::end) << "only what was ratified ends in peace";
      EXPECT_NE(*to, S::standing);
    }
  }
}

Finding finding(std::string rule, Severity severity, std::string title) {
  Finding one;
  one.rule = std::move(rule);
  one.severity = severity;
  one.title = std::move(title);
  return one;
}

class Grant : public testing::Test {
 protected:
  bool may(int hours = 24) {
    return may_grant(actor, story.submission, story.assessment, obstacles, hours).has_value();
  }
  Story story;
  Actor actor = night();
  EmergencyObstacles obstacles;
};

TEST_F(Grant, IsForEmergencyAccessAlone) {
  EXPECT_TRUE(may());
  actor = person("ada", {Role::approver, Role::reviewer}, {ReviewDomain::security});
  EXPECT_FALSE(may());
  actor = Actor::system();
  EXPECT_FALSE(may());
}

TEST_F(Grant, LastsOneTo72Hours) {
  EXPECT_TRUE(may(1));
  EXPECT_TRUE(may(72));
  EXPECT_FALSE(may(0));
  EXPECT_FALSE(may(73));
  EXPECT_FALSE(may(-1));
}

TEST_F(Grant, IsForAnUndecidedRequestWithAFileThatWasExaminedWhole) {
  for (const SubmissionState state :
       {SubmissionState::draft, SubmissionState::submitted, SubmissionState::scanning, SubmissionState::approved,
        SubmissionState::approved_with_conditions, SubmissionState::rejected, SubmissionState::withdrawn}) {
    story.submission.state = state;
    EXPECT_FALSE(may()) << to_text(state);
  }
  story.submission.state = SubmissionState::needs_info;
  EXPECT_TRUE(may());
  story.assessment.before_waivers = Verdict::unverifiable;
  EXPECT_FALSE(may());
  story.assessment.before_waivers = Verdict::attention;
  story.submission.artifact.reset();
  EXPECT_FALSE(may());
}

TEST_F(Grant, NeverPassesABlockARecallOrANo) {
  story.assessment.findings = {finding("X-1", Severity::high, "Old")};
  EXPECT_TRUE(may());
  story.assessment.findings = {finding("X-2", Severity::block, "Debuggable")};
  EXPECT_FALSE(may());
  story.assessment.findings.front().waived = true;
  EXPECT_FALSE(may()) << "a waiver belongs to a decision";
  story.assessment.findings.clear();
  for (bool EmergencyObstacles::*one :
       {&EmergencyObstacles::rejected, &EmergencyObstacles::recalled, &EmergencyObstacles::granted}) {
    obstacles = {};
    obstacles.*one = true;
    EXPECT_FALSE(may());
  }
}

EmergencyApproval standing() {
  return {.id = {"emergency-1"},
          .submission = {"submission-1"},
          .version = {"version-1"},
          .artifact = {std::string(64, 'a')},
          .access = {"access-1"},
          .grantor = {"night"},
          .reason = "The ward cannot wait.",
          .granted = {hour},
          .ends = {25 * hour}};
}

TEST(Ratify, TakesAReviewerAndAnApproverWhoDidNotBringIt) {
  const Story story;
  EmergencyApproval approval = standing();
  const auto as = [&](const Actor& actor, const Stakes& stakes = {}, std::int64_t at = 2 * hour) {
    return may_ratify(actor, approval, story.submission, stakes, {at});
  };
  const Actor rita = person("rita", {Role::reviewer}, {ReviewDomain::security});
  const Actor ada = person("ada", {Role::approver});
  const Actor both = person("bob", {Role::reviewer, Role::approver}, {ReviewDomain::security});
  EXPECT_EQ(as(rita).value(), Ratifier::reviewer);
  EXPECT_EQ(as(ada).value(), Ratifier::approver);
  EXPECT_FALSE(as(person("sam", {Role::approver}))) << "the submitter";
  EXPECT_FALSE(as(person("una", {Role::approver}))) << "the uploader";
  EXPECT_FALSE(as(rita, {.involved = {{"rita"}}}));
  EXPECT_FALSE(as(rita, {.conflicted = {{"rita"}}}));
  EXPECT_FALSE(as(person("adam", {Role::administrator})));
  EXPECT_FALSE(as(night()));
  EXPECT_FALSE(as(Actor::system()));
  EXPECT_FALSE(as(rita, {}, 25 * hour)) << "it is over";
  EXPECT_FALSE(as(rita, {}, hour - 1)) << "the clock was set back";
  Actor token = rita;
  token.scopes = std::vector<Scope>{Scope::read};
  EXPECT_FALSE(as(token));

  approval.approver = {"bob"};
  EXPECT_FALSE(as(both)) << "one person is not two";
  EXPECT_FALSE(as(ada)) << "a reviewer is missing";
  EXPECT_EQ(as(rita).value(), Ratifier::reviewer);
  EXPECT_FALSE(as(rita, {.conflicted = {{"bob"}}})) << "who ratified first has an interest now";
  EXPECT_FALSE(as(rita, {.involved = {{"bob"}}})) << "who ratified first has sent files since";
  approval.state = EmergencyState::revoked;
  EXPECT_FALSE(as(rita));
}

class AtTheGate : public testing::Test {
 protected:
  AtTheGate() {
    records.policy = hospital_policy();
    story.submission.version = {"version-1"};
    story.submission.tool = {"tool-1"};
    story.submission.department = {"cardiology"};
    story.submission.use.jurisdictions = {"DE"};
    records.submissions = {story.submission};
    EmergencyApproval approval = standing();
    approval.granted = present.now;
    approval.ends = {present.now.ms + 24 * hour};
    records.emergencies = {approval};
    records.latest_known = present.now;
    query.sha256 = Sha256{std::string(64, 'a')};
  }
  GateAnswer ask() { return judge(query, records, present); }

  Present present = on("2026-11-23");
  Story story;
  GateRecords records;
  GateQuery query;
};

TEST_F(AtTheGate, ItIsAYesWithConditionsThatSaysWhatItIs) {
  const GateAnswer answer = ask();
  EXPECT_EQ(answer.verdict, GateVerdict::allowed_with_conditions);
  ASSERT_FALSE(answer.reasons.empty());
  EXPECT_EQ(answer.reasons.front().record, "emergency-1");
  EXPECT_THAT(answer.reasons.front().sentence, HasSubstr("FORMULARY_EMERGENCY"));
  EXPECT_THAT(answer.reasons.front().sentence, HasSubstr("2026-11-24T12:00"));
  EXPECT_THAT(answer.reasons.front().sentence, HasSubstr("A reviewer and an approver"));
  EXPECT_FALSE(answer.conditions.empty());
  EXPECT_LE(answer.next_check.ms, present.now.ms + hour);
}

TEST_F(AtTheGate, ItEndsAtItsHourAndAClockThatIsSetBackBringsNothingBack) {
  const Instant ends = records.emergencies.front().ends;
  present.now = {ends.ms - 1};
  EXPECT_EQ(ask().verdict, GateVerdict::allowed_with_conditions);
  EXPECT_EQ(ask().next_check, ends);
  present.now = ends;
  EXPECT_EQ(ask().verdict, GateVerdict::hold);
  records.latest_known = ends;
  present.now = {ends.ms - hour};
  EXPECT_EQ(ask().verdict, GateVerdict::hold) << "the registry has seen a later hour";
}

TEST_F(AtTheGate, ItIsForThisFileThisDepartmentAndThisPlace) {
  query.department = "radiology";
  EXPECT_EQ(ask().verdict, GateVerdict::hold);
  query.department = "cardiology";
  query.jurisdiction = "US";
  EXPECT_EQ(ask().verdict, GateVerdict::hold);
  query.jurisdiction = "DE";
  EXPECT_EQ(ask().verdict, GateVerdict::allowed_with_conditions);
  records.emergencies.front().artifact = {std::string(64, 'b')};
  EXPECT_NE(ask().verdict, GateVerdict::allowed_with_conditions);
}

TEST_F(AtTheGate, AnOldBackupBringsNoneBack) {
  records.backup_unaccepted = true;
  EXPECT_EQ(ask().verdict, GateVerdict::hold);
  records.backup_unaccepted = false;
  EXPECT_EQ(ask().verdict, GateVerdict::allowed_with_conditions);
}

TEST_F(AtTheGate, ItHelpsWhereAnApprovalIsOverAndNotWhereTheFileIsAnother) {
  Approval approval;
  approval.id = {"approval-1"};
  approval.identifier = "org.example.pump";
  approval.artifacts = {*query.sha256};
  approval.state = ApprovalState::active;
  approval.starts = day("2026-01-01");
  approval.expires = day("2026-11-22");
  approval.department = {"cardiology"};
  approval.jurisdictions = {"DE"};
  records.approvals = {approval};
  EXPECT_EQ(ask().verdict, GateVerdict::allowed_with_conditions);
  query.identifier = "org.example.other";
  EXPECT_EQ(ask().verdict, GateVerdict::denied);
  query.identifier.clear();
  records.approvals.front().expires = day("2027-01-01");
  records.approvals.front().signers = {std::string(64, 'c')};
  query.signer = std::string(64, 'd');
  EXPECT_EQ(ask().verdict, GateVerdict::denied) << "somebody else signed what is to be installed";
}

TEST_F(AtTheGate, ANoStaysANo) {
  const GateRecords before = records;
  records.latest_report_complete = false;
  EXPECT_NE(ask().verdict, GateVerdict::allowed_with_conditions);
  records = before;
  records.submissions.front().state = SubmissionState::rejected;
  EXPECT_EQ(ask().verdict, GateVerdict::denied);
  for (const EmergencyState state : {EmergencyState::revoked, EmergencyState::expired}) {
    records = before;
    records.emergencies.front().state = state;
    EXPECT_EQ(ask().verdict, GateVerdict::hold) << to_text(state);
  }
  for (const ApprovalState state : {ApprovalState::revoked, ApprovalState::suspended}) {
    records = before;
    Approval approval;
    approval.id = {"approval-1"};
    approval.artifacts = {*query.sha256};
    approval.state = state;
    approval.starts = day("2026-01-01");
    approval.expires = day("2027-01-01");
    records.approvals = {approval};
    EXPECT_NE(ask().verdict, GateVerdict::allowed_with_conditions) << to_text(state);
  }
  records = before;
  records.recalls = {StandingRecall{.match = {"recall-1"},
                                    .version = {"version-1"},
                                    .name = "recall Z-1 of Acme (class I)",
                                    .source = "fda",
                                    .action = RecallAction::hold}};
  EXPECT_EQ(ask().verdict, GateVerdict::hold);
}

}  // namespace
}  // namespace formulary::domain
