#include "service/domain/review.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/domain/story.hpp"

namespace formulary::domain {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(MayReview, AReviewerInADomainOfTheirs) {
  Story story;
  const Actor rita = person("rita", {Role::reviewer}, {ReviewDomain::security});
  EXPECT_TRUE(may_review(rita, story.submission, ReviewDomain::security));
  EXPECT_FALSE(may_review(rita, story.submission, ReviewDomain::privacy)) << "not a domain of hers";
  EXPECT_FALSE(may_review(person("rita", {Role::approver}), story.submission, ReviewDomain::security));

  Actor token = rita;
  token.scopes = std::vector<Scope>{Scope::read};
  EXPECT_FALSE(may_review(token, story.submission, ReviewDomain::security)) << "the token is for reading";
  Actor script = rita;
  script.kind = ActorKind::script;
  EXPECT_FALSE(may_review(script, story.submission, ReviewDomain::security));
}

TEST(MayReview, NobodyReviewsWhatTheyBrought) {
  Story story;
  const auto review_as = [&](std::string id, const Stakes& stakes = {}) {
    return may_review(person(std::move(id), {Role::reviewer}, {ReviewDomain::security}), story.submission,
                      ReviewDomain::security, stakes)
        .has_value();
  };
  EXPECT_FALSE(review_as("sam")) << "the submitter";
  EXPECT_FALSE(review_as("una")) << "the uploader";
  EXPECT_FALSE(review_as("ulf", {.involved = {{"ulf"}}})) << "somebody who uploaded the same bytes";
  EXPECT_TRUE(review_as("ulf"));
}

TEST(MayReview, OnlyWhileInReview) {
  Story story;
  story.submission.state = SubmissionState::needs_info;
  const auto refused =
      may_review(person("rita", {Role::reviewer}, {ReviewDomain::security}), story.submission, ReviewDomain::security);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, RefusalCode::conflict);
}

TEST(Binding, ChangesWithTheArtifactTheUseAndThePolicysResult) {
  Story story;
  const std::string before = binding_of(story.submission, story.assessment);

  Submission other = story.submission;
  other.artifact = Sha256{std::string(64, 'b')};
  EXPECT_NE(binding_of(other, story.assessment), before);
  other = story.submission;
  ++other.use_revision;
  EXPECT_NE(binding_of(other, story.assessment), before);

  Assessment worse = story.assessment;
  worse.before_waivers = Verdict::fail;
  EXPECT_NE(binding_of(story.submission, worse), before);
  story.find("AND-MAN-030", Severity::block);
  EXPECT_NE(binding_of(story.submission, story.assessment), before);
}

TEST(Binding, DoesNotChangeWithAWaiver) {
  Story story;
  story.find("AND-MAN-030", Severity::block);
  const std::string before = binding_of(story.submission, story.assessment);
  story.assessment.findings.front().waived = true;
  story.assessment.verdict = Verdict::attention;
  EXPECT_EQ(binding_of(story.submission, story.assessment), before);
}

TEST(MayDecide, AnOrdinaryApproval) {
  EXPECT_TRUE(Story().decide());
  EXPECT_THAT(obstacles(Story().policy, Story().submission, Story().assessment, Story().reviews), IsEmpty());
}

TEST(MayDecide, OnlyAnApproverWithoutAStake) {
  struct Row {
    const char* what;
    void (*change)(Story&);
  };
  const Row rows[] = {
      {"no approver", [](Story& s) { s.approver.roles = {Role::reviewer}; }},
      {"an administrator",
       [](Story& s) {
         s.approver.roles = {Role::approver, Role::administrator};
       }},
      {"a script", [](Story& s) { s.approver.kind = ActorKind::script; }},
      {"the service itself", [](Story& s) { s.approver.kind = ActorKind::system; }},
      {"a token for reading", [](Story& s) { s.approver.scopes = std::vector<Scope>{Scope::read}; }},
      {"a single administrator in the house", [](Story& s) { s.administrators = 1; }},
      {"the submitter", [](Story& s) { s.approver.id = s.decision.decider = s.submission.submitter; }},
      {"the uploader", [](Story& s) { s.approver.id = s.decision.decider = s.submission.uploader; }},
      {"a reviewer of it", [](Story& s) { s.approver.id = s.decision.decider = {"rita"}; }},
      {"a reviewer whose review was voided",
       [](Story& s) { s.review("ada", ReviewDomain::clinical).voided = s.present.now; }},
      {"another person than the decision names", [](Story& s) { s.decision.decider = {"eve"}; }},
      {"a decision on another submission", [](Story& s) { s.decision.submission = {"submission-2"}; }},
  };
  for (const Row& row : rows) {
    for (const Outcome outcome : {Outcome::approve, Outcome::reject}) {
      Story story;
      story.decision.outcome = outcome;
      story.decision.reason = "Because.";
      ASSERT_TRUE(story.decide()) << "before the change";
      row.change(story);
      EXPECT_FALSE(story.decide()) << row.what;
    }
  }
  const Story story;
  EXPECT_FALSE(may_decide(story.approver, story.decision, story.policy, story.submission, story.assessment,
                          story.reviews, 2, story.present, {.involved = {story.approver.id}}))
      << "somebody who uploaded evidence for the same version";
}

TEST(MayDecide, OnlyOnASubmissionInReview) {
  for (const SubmissionState state :
       {SubmissionState::draft, SubmissionState::submitted, SubmissionState::scanning, SubmissionState::needs_info,
        SubmissionState::approved, SubmissionState::rejected, SubmissionState::withdrawn}) {
    Story story;
    story.submission.state = state;
    const auto refused = story.decide();
    ASSERT_FALSE(refused) << to_text(state);
    EXPECT_EQ(refused.error().code, RefusalCode::conflict);
  }
}

TEST(MayDecide, NeedsTheReviewsOfThePolicy) {
  Story story;
  story.reviews[1].voided = story.present.now;
  ASSERT_FALSE(story.decide());
  EXPECT_THAT(story.decide().error().sentence, HasSubstr("The privacy review is missing"));

  story = Story();
  story.reviews[0].reviewer = story.reviews[1].reviewer;
  ASSERT_FALSE(story.decide()) << "two different persons are needed";

  story = Story();
  story.submission.artifact = Sha256{std::string(64, 'b')};
  ASSERT_FALSE(story.decide()) << "the reviews were given on another file";

  story = Story();
  story.reviews[0].reviewer = story.submission.submitter;
  ASSERT_FALSE(story.decide()) << "the submitter's review does not count";

  story = Story();
  story.reviews[0].submission = {"submission-2"};
  ASSERT_FALSE(story.decide()) << "the review of another submission does not count";
}

TEST(MayDecide, AnObjectionStandsUntilItIsTakenBack) {
  Story story;
  story.review("carl", ReviewDomain::clinical, Opinion::object).binding = "given on something older";
  ASSERT_FALSE(story.decide());
  EXPECT_THAT(story.decide().error().sentence, HasSubstr("clinical reviewer objects"));
  EXPECT_FALSE(story.reviews.back().stands(binding_of(story.submission, story.assessment)));
  EXPECT_TRUE(story.reviews.back().counts(binding_of(story.submission, story.assessment)));

  Story voided = story;
  voided.reviews.back().voided = voided.present.now;
  EXPECT_TRUE(voided.decide());

  story.review("carl", ReviewDomain::clinical, Opinion::support);
  EXPECT_TRUE(story.decide()) << "the same person has reviewed again";
}

TEST(MayDecide, ALaterObjectionOfTheSamePersonCounts) {
  Story story;
  story.review("rita", ReviewDomain::security, Opinion::object);
  EXPECT_FALSE(story.decide());
}

TEST(MayDecide, AFailureNeedsAWaiverForEachFinding) {
  Story story;
  story.find("AND-MAN-030", Severity::block);
  story.find("AND-NSC-005a", Severity::high, "ward.example.org");
  story.find("AND-MAN-008", Severity::warn);
  story.assessment.before_waivers = Verdict::fail;
  story.assessment.verdict = Verdict::fail;
  story.rebind();
  ASSERT_FALSE(story.decide());
  EXPECT_THAT(obstacles(story.policy, story.submission, story.assessment, story.reviews), testing::SizeIs(2));

  const Day until = day("2027-02-01");
  story.decision.waivers = {{"AND-MAN-030", "", "Only used in the simulation room.", until}};
  story.assessment.findings[0].waived = true;
  ASSERT_FALSE(story.decide()) << "the second finding is not waived";

  story.decision.waivers.push_back({"AND-NSC-005a", "ward.example.org", "Inside the house network only.", until});
  story.assessment.findings[1].waived = true;
  story.assessment.verdict = Verdict::attention;
  EXPECT_TRUE(story.decide());

  Story lying = story;
  lying.decision.waivers.pop_back();
  EXPECT_FALSE(lying.decide()) << "a mark on the finding is no waiver";
}

TEST(MayDecide, WaiversHaveAReasonAnEndAndAFinding) {
  struct Row {
    const char* what;
    Waiver waiver;
    const char* field;
  };
  const Day until = day("2027-02-01");
  const Row rows[] = {
      {"no reason", {"AND-MAN-030", "", "  ", until}, "/waivers/0/reason"},
      {"ends today", {"AND-MAN-030", "", "Because.", day("2026-11-23")}, "/waivers/0/expires"},
      {"outlives the approval", {"AND-MAN-030", "", "Because.", day("2027-03-02")}, "/waivers/0/expires"},
      {"of another rule", {"AND-MAN-031", "", "Because.", until}, "/waivers/0/rule"},
      {"of another subject", {"AND-MAN-030", "x", "Because.", until}, "/waivers/0/rule"},
      {"of a harmless finding", {"AND-MAN-008", "", "Because.", until}, "/waivers/0/rule"},
  };
  for (const Row& row : rows) {
    Story story;
    story.find("AND-MAN-030", Severity::block);
    story.find("AND-MAN-008", Severity::warn);
    story.rebind();
    story.decision.waivers = {row.waiver};
    const auto refused = story.decide();
    ASSERT_FALSE(refused) << row.what;
    EXPECT_EQ(refused.error().field, row.field) << row.what;
  }
}

TEST(MayDecide, WhatCouldNotBeVerifiedIsNotApproved) {
  Story story;
  story.assessment.verdict = story.assessment.before_waivers = Verdict::unverifiable;
  story.assessment.reasons = {"The scan did not look at the whole file."};
  story.rebind();
  ASSERT_FALSE(story.decide());
  EXPECT_THAT(story.decide().error().sentence, HasSubstr("could not be verified"));
}

TEST(MayDecide, WithoutAFileOnlyARecordWithConditionsIsPossible) {
  Story story;
  story.submission.artifact.reset();
  story.assessment.verdict = story.assessment.before_waivers = Verdict::unverifiable;
  story.rebind();
  EXPECT_FALSE(story.decide());
  EXPECT_THAT(obstacles(story.policy, story.submission, story.assessment, story.reviews),
              testing::ElementsAre(HasSubstr("No file was examined")));

  story.decision.outcome = Outcome::approve_with_conditions;
  story.decision.conditions = {"Only in the browser of the ward computers."};
  EXPECT_TRUE(story.decide());
}

TEST(MayDecide, AnApprovalEndsWithinThePolicysLimit) {
  struct Row {
    const char* expires;
    bool allowed;
  };
  for (const Row& row : {Row{"2026-11-22", false}, Row{"2026-11-23", false}, Row{"2026-11-24", true},
                         Row{"2027-05-22", true}, Row{"2027-05-23", false}, Row{"9999-12-31", false}}) {
    Story story;
    story.decision.expires = day(row.expires);
    EXPECT_EQ(story.decide().has_value(), row.allowed) << row.expires;
  }
  Story story;
  story.decision.expires.reset();
  ASSERT_FALSE(story.decide());
  EXPECT_EQ(story.decide().error().field, "/expires");
}

TEST(MayDecide, ConditionsAndOutcomeFitTogether) {
  Story story;
  story.decision.outcome = Outcome::approve_with_conditions;
  EXPECT_EQ(story.decide().error().field, "/conditions");
  story.decision.conditions = {""};
  EXPECT_EQ(story.decide().error().field, "/conditions/0");
  story.decision.conditions = {"Only on managed devices."};
  EXPECT_TRUE(story.decide());
  story.decision.outcome = Outcome::approve;
  EXPECT_EQ(story.decide().error().field, "/outcome");
  story.policy.classes.back().conditions = story.decision.conditions;
  EXPECT_TRUE(story.decide()) << "standing conditions of the class go with every approval";
}

TEST(MayDecide, ARejectionNeedsAReasonAndNoReviews) {
  Story story;
  story.reviews.clear();
  story.decision.outcome = Outcome::reject;
  story.decision.expires.reset();
  EXPECT_EQ(story.decide().error().field, "/reason");
  story.decision.reason = "An approved app does the same.";
  EXPECT_TRUE(story.decide());
  story.decision.conditions = {"x"};
  EXPECT_EQ(story.decide().error().field, "/conditions");
}

}  // namespace
}  // namespace formulary::domain
