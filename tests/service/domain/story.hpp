// What the stories of these tests are told with: a hospital with a few people, a policy, one submission in review.
#pragma once

#include <string>

#include "service/domain/review.hpp"

namespace formulary::domain {

inline Day day(std::string_view text) { return parse_day(text).value(); }

/// Noon of the day, UTC.
inline Present on(std::string_view text) {
  return {parse_rfc3339(std::string(text) + "T12:00:00Z").value(), day(text)};
}

inline Actor person(std::string id, std::vector<Role> roles, std::vector<ReviewDomain> domains = {}) {
  Actor actor;
  actor.kind = ActorKind::person;
  actor.id = {std::move(id)};
  actor.roles = std::move(roles);
  actor.domains = std::move(domains);
  return actor;
}

inline Policy hospital_policy() {
  Policy policy;
  policy.name = "Test policy";
  policy.classes = {
      {.risk = RiskClass::low,
       .fails = {Severity::block},
       .needs_attention = {Severity::high, Severity::warn},
       .required_domains = {ReviewDomain::security}},
      {.risk = RiskClass::moderate,
       .fails = {Severity::block, Severity::high},
       .needs_attention = {Severity::warn, Severity::ask},
       .required_domains = {ReviewDomain::security, ReviewDomain::privacy}},
      {.risk = RiskClass::high,
       .fails = {Severity::block, Severity::high},
       .needs_attention = {Severity::warn, Severity::ask},
       .required_domains = {ReviewDomain::security, ReviewDomain::privacy},
       .required_reviewers = 2,
       .validity_days = 180,
       .scan_max_age_days = 90},
  };
  return policy;
}

/// Everything a decision depends on; each test changes the one thing it is about.
struct Story {
  Present present = on("2026-11-23");
  Policy policy = hospital_policy();
  Submission submission;
  Assessment assessment;
  std::vector<Review> reviews;
  Decision decision;
  Actor approver = person("ada", {Role::approver});
  int administrators = 2;

  Story() {
    submission.id = {"submission-1"};
    submission.number = 1;
    submission.submitter = {"sam"};
    submission.uploader = {"una"};
    submission.state = SubmissionState::in_review;
    submission.artifact = Sha256{std::string(64, 'a')};
    assessment.risk = RiskClass::high;
    assessment.verdict = Verdict::attention;
    assessment.before_waivers = Verdict::attention;
    review("rita", ReviewDomain::security);
    review("paul", ReviewDomain::privacy);
    decision.submission = submission.id;
    decision.decider = approver.id;
    decision.outcome = Outcome::approve;
    decision.expires = day("2027-03-01");
  }

  Review& review(std::string reviewer, ReviewDomain domain, Opinion opinion = Opinion::support) {
    Review one;
    one.id = {"review-" + std::to_string(reviews.size())};
    one.submission = submission.id;
    one.reviewer = {std::move(reviewer)};
    one.domain = domain;
    one.opinion = opinion;
    one.binding = binding_of(submission, assessment);
    one.created = {static_cast<std::int64_t>(reviews.size())};
    return reviews.emplace_back(std::move(one));
  }

  void find(std::string rule, Severity severity, std::string subject = {}) {
    Finding finding;
    finding.rule = std::move(rule);
    finding.severity = severity;
    finding.subject = std::move(subject);
    finding.title = "A finding";
    assessment.findings.push_back(finding);
  }

  /// The reviewers look again at what there is now.
  void rebind() {
    for (Review& one : reviews) one.binding = binding_of(submission, assessment);
  }

  Result<void> decide() const {
    return may_decide(approver, decision, policy, submission, assessment, reviews, administrators, present);
  }
};

}  // namespace formulary::domain
