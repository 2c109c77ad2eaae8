// No path leads to an approval with fewer than three people. A few persons with random roles do random things with a
// submission; whoever manages to approve it must have had two others beside them.
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "tests/service/domain/story.hpp"

namespace formulary::domain {
namespace {

class RandomHospital {
 public:
  explicit RandomHospital(std::uint32_t seed) : random_(seed) {
    for (int i = 0; i < 4; ++i) {
      Actor actor = person("person-" + std::to_string(i), {});
      for (const Role role : {Role::submitter, Role::reviewer, Role::approver, Role::administrator}) {
        if (chance(role == Role::administrator ? 0.2 : 0.8)) actor.roles.push_back(role);
      }
      for (const ReviewDomain domain : {ReviewDomain::security, ReviewDomain::privacy}) {
        if (chance(0.8)) actor.domains.push_back(domain);
      }
      people_.push_back(actor);
    }
    story_.reviews.clear();
    story_.submission.state = SubmissionState::draft;
    story_.submission.submitter = anybody().id;
    story_.submission.uploader = {};
    story_.submission.artifact.reset();
    story_.assessment.risk = RiskClass::low;
  }

  /// The persons who stand behind the approval; nothing when there was none.
  std::optional<std::set<PersonId>> run(int steps) {
    for (int i = 0; i < steps && !is_final(story_.submission.state); ++i) {
      switch (random_() % 10) {
        case 0:
          move(SubmissionEvent::submit);
          break;
        case 1:
          upload();
          break;
        case 2:
          move(chance(0.3) ? SubmissionEvent::ask : SubmissionEvent::answer);
          break;
        case 3:
          void_one();
          break;
        case 4:
        case 5:
          if (decide()) return involved();
          break;
        default:
          review();
      }
      move(SubmissionEvent::start_scan);
      move(SubmissionEvent::scan_ended);
    }
    return std::nullopt;
  }

 private:
  bool chance(double likely) { return std::uniform_real_distribution<>(0, 1)(random_) < likely; }
  Actor& anybody() { return people_[random_() % people_.size()]; }

  bool move(SubmissionEvent event) {
    const auto after = next(story_.submission.state, event);
    if (after) story_.submission.state = *after;
    return after.has_value();
  }

  void upload() {
    if (story_.submission.state != SubmissionState::draft && !move(SubmissionEvent::new_artifact)) return;
    story_.submission.artifact = Sha256{std::string(63, 'a') + std::to_string(random_() % 2)};
    story_.submission.uploader = anybody().id;
  }

  void review() {
    const Actor& actor = anybody();
    const ReviewDomain domain = chance(0.5) ? ReviewDomain::security : ReviewDomain::privacy;
    if (!may_review(actor, story_.submission, domain)) return;
    story_.review(actor.id.value, domain, chance(0.8) ? Opinion::support : Opinion::object);
  }

  void void_one() {
    if (!story_.reviews.empty()) story_.reviews[random_() % story_.reviews.size()].voided = story_.present.now;
  }

  bool decide() {
    story_.approver = anybody();
    story_.decision.decider = story_.approver.id;
    const bool conditions = chance(0.5);
    story_.decision.outcome = conditions ? Outcome::approve_with_conditions : Outcome::approve;
    story_.decision.conditions =
        conditions ? std::vector<std::string>{"On managed devices."} : std::vector<std::string>{};
    return story_.decide().has_value();
  }

  std::set<PersonId> involved() const {
    std::set<PersonId> out = {story_.submission.submitter, story_.approver.id};
    const std::string binding = binding_of(story_.submission, story_.assessment);
    for (const Review& review : story_.reviews) {
      if (review.stands(binding) && review.opinion == Opinion::support) out.insert(review.reviewer);
    }
    return out;
  }

  std::mt19937 random_;
  Story story_;
  std::vector<Actor> people_;
};

TEST(ThreePersons, StandBehindEveryApproval) {
  int approvals = 0;
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    const auto persons = RandomHospital(seed).run(60);
    if (!persons) continue;
    ++approvals;
    EXPECT_GE(persons->size(), 3U) << "seed " << seed;
  }
  EXPECT_GT(approvals, 100) << "the walk hardly ever reaches an approval, so that it proves nothing";
}

TEST(ThreePersons, TwoAreNeverEnough) {
  // Two persons with every role that may be combined.
  for (const char* uploader : {"sam", "ada", ""}) {
    for (const char* reviewer : {"sam", "ada"}) {
      for (const char* decider : {"sam", "ada"}) {
        Story story;
        story.assessment.risk = RiskClass::low;
        story.submission.uploader = {uploader};
        story.reviews.clear();
        story.review(reviewer, ReviewDomain::security);
        story.approver = person(decider, {Role::approver});
        story.decision.decider = story.approver.id;
        EXPECT_FALSE(story.decide()) << uploader << " " << reviewer << " " << decider;
      }
    }
  }
}

}  // namespace
}  // namespace formulary::domain
