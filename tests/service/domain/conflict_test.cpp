// Whom a declared conflict of interest keeps from what.
#include "service/domain/conflict.hpp"

#include <gmock/gmock.h>

#include "tests/service/domain/story.hpp"

namespace formulary::domain {
namespace {

const Matter pump{.tool = {"pump"}, .vendors = {"Acme Medical, Inc."}, .submissions = {{"request-7"}}};

Conflict about(ConflictSubject subject) {
  return {.id = {"conflict-1"}, .person = {"rita"}, .subject = subject, .declarer = {"rita"}, .declared = {1}};
}

Conflict with_vendor(std::string name) {
  Conflict conflict = about(ConflictSubject::vendor);
  conflict.vendor = std::move(name);
  return conflict;
}

TEST(Conflict, ConcernsItsToolItsVendorAndItsRequest) {
  Conflict tool = about(ConflictSubject::tool);
  tool.tool = {"pump"};
  EXPECT_TRUE(concerns(tool, pump, {}));
  tool.tool = {"scale"};
  EXPECT_FALSE(concerns(tool, pump, {}));
  EXPECT_FALSE(concerns(tool, Matter{}, {}));
  EXPECT_FALSE(concerns(about(ConflictSubject::tool), Matter{}, {})) << "no tool is not the same tool as no tool";

  Conflict request = about(ConflictSubject::submission);
  request.submission = {"request-7"};
  EXPECT_TRUE(concerns(request, pump, {}));
  request.submission = {"request-8"};
  EXPECT_FALSE(concerns(request, pump, {}));
}

TEST(Conflict, TakesAVendorWidely) {
  const std::vector<CompanyAlias> aliases = {{"Acme Medical, Inc.", "Bolt Devices"}};
  EXPECT_TRUE(concerns(with_vendor("Acme Medical, Inc."), pump, aliases));
  EXPECT_TRUE(concerns(with_vendor("ACME MEDICAL"), pump, aliases)) << "another spelling";
  EXPECT_TRUE(concerns(with_vendor("Bolt Devices"), pump, aliases)) << "a confirmed other name";
  EXPECT_FALSE(concerns(with_vendor("Bolt Devices"), pump, {})) << "nobody has confirmed it";
  EXPECT_TRUE(concerns(with_vendor("Acme"), pump, aliases)) << "the company that the name begins with";
  EXPECT_FALSE(concerns(with_vendor("Other Corp"), pump, aliases));
  EXPECT_FALSE(
      concerns(with_vendor("Acme Medical, Inc."), Matter{.tool = {"x"}, .vendors = {""}, .submissions = {}}, aliases));
}

TEST(Conflict, EndsAndThenConcernsNothing) {
  Conflict conflict = with_vendor("Acme Medical, Inc.");
  conflict.ended = Instant{2};
  EXPECT_FALSE(concerns(conflict, pump, {}));
}

TEST(Conflict, IsDeclaredByItsPersonOrEnteredByAnAdministrator) {
  EXPECT_TRUE(may_declare(person("rita", {Role::reviewer}, {ReviewDomain::security}), {"rita"}));
  EXPECT_TRUE(may_declare(person("ada", {Role::administrator}), {"rita"}));
  EXPECT_FALSE(may_declare(person("paul", {Role::approver}), {"rita"}));
  EXPECT_FALSE(may_declare(Actor::system(), {"rita"}));
}

TEST(Conflict, IsEndedByAnotherAdministratorOnce) {
  Conflict conflict = with_vendor("Acme");
  EXPECT_TRUE(may_end(person("ada", {Role::administrator}), conflict));
  EXPECT_FALSE(may_end(person("rita", {Role::reviewer}, {ReviewDomain::security}), conflict));
  EXPECT_FALSE(may_end(person("paul", {Role::approver}), conflict));
  conflict.person = {"ada"};
  EXPECT_FALSE(may_end(person("ada", {Role::administrator}), conflict)) << "nobody ends their own";
  EXPECT_TRUE(may_end(person("ben", {Role::administrator}), conflict));
  conflict.ended = Instant{2};
  EXPECT_FALSE(may_end(person("ben", {Role::administrator}), conflict));
}

TEST(Conflict, ItsReasonIsReadByFew) {
  const Conflict conflict = with_vendor("Acme");
  EXPECT_TRUE(may_read_reason(person("rita", {Role::reviewer}, {ReviewDomain::security}), conflict));
  EXPECT_TRUE(may_read_reason(person("otto", {Role::auditor}), conflict));
  EXPECT_TRUE(may_read_reason(person("ada", {Role::administrator}), conflict));
  EXPECT_FALSE(may_read_reason(person("paul", {Role::approver}), conflict));
}

TEST(Conflict, KeepsItsPersonFromReviewingAndDeciding) {
  Story story;
  const Actor rita = person("rita", {Role::reviewer}, {ReviewDomain::security});
  EXPECT_TRUE(may_review(rita, story.submission, ReviewDomain::security));
  const auto review = may_review(rita, story.submission, ReviewDomain::security, {.conflicted = {{"rita"}}});
  ASSERT_FALSE(review);
  EXPECT_EQ(review.error().code, RefusalCode::forbidden);
  EXPECT_THAT(review.error().sentence, testing::HasSubstr("conflict of interest"));

  const auto decide = [&](Outcome outcome, const Stakes& stakes) {
    story.decision.outcome = outcome;
    return may_decide(story.approver, story.decision, story.policy, story.submission, story.assessment, story.reviews,
                      2, story.present, stakes)
        .has_value();
  };
  EXPECT_TRUE(decide(Outcome::approve, {}));
  EXPECT_FALSE(decide(Outcome::approve, {.conflicted = {story.approver.id}}));
  EXPECT_FALSE(decide(Outcome::reject, {.conflicted = {story.approver.id}})) << "not even a no";
}

TEST(Conflict, SupportDoesNotCountAndAnObjectionDoes) {
  Story story;
  ASSERT_THAT(obstacles(story.policy, story.submission, story.assessment, story.reviews), testing::IsEmpty());
  Stakes stakes;
  for (const Review& review : story.reviews) stakes.conflicted.push_back(review.reviewer);
  EXPECT_THAT(obstacles(story.policy, story.submission, story.assessment, story.reviews, stakes),
              testing::Not(testing::IsEmpty()))
      << "their support is nobody's";
  story.reviews.front().opinion = Opinion::object;
  EXPECT_THAT(obstacles(story.policy, story.submission, story.assessment, story.reviews,
                        {.conflicted = {story.reviews.front().reviewer}}),
              testing::Contains(testing::HasSubstr("objects")));
}

}  // namespace
}  // namespace formulary::domain
