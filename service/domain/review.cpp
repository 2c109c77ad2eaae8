#include "service/domain/review.hpp"

#include <algorithm>
#include <set>

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<Opinion> opinions[] = {
    {Opinion::support, "support"},
    {Opinion::object, "object"},
};

constexpr Word<Outcome> outcomes[] = {
    {Outcome::approve, "approve"},
    {Outcome::approve_with_conditions, "approve_with_conditions"},
    {Outcome::reject, "reject"},
};

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool brought(const PersonId& person, const Submission& submission, const Stakes& stakes) {
  return person == submission.submitter || person == submission.uploader || stakes.is_involved(person);
}

/// FNV-1a, 64 bits. It notices change; nobody gains from a collision, because the artifact stands beside it.
class Digest {
 public:
  void add(std::string_view text) {
    for (char c : text) step(static_cast<unsigned char>(c));
    step(0);
  }
  std::string text() const {
    std::string out;
    for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[(state_ >> shift) & 15];
    return out;
  }

 private:
  void step(unsigned char byte) { state_ = (state_ ^ byte) * 0x100000001b3ULL; }
  std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

/// The reviews that count: of each person in each domain the latest that was not voided.
std::vector<const Review*> counting(const Submission& submission, const std::vector<Review>& reviews,
                                    const Stakes& stakes) {
  std::vector<const Review*> out;
  for (const Review& review : reviews) {
    if (review.voided || review.submission != submission.id || review.reviewer.empty()) continue;
    // Who handed in something later, or declares an interest, does not lose an objection by it.
    const bool partial = brought(review.reviewer, submission, stakes) || stakes.is_conflicted(review.reviewer);
    if (review.opinion == Opinion::support && partial) continue;
    const auto earlier = std::find_if(out.begin(), out.end(), [&](const Review* other) {
      return other->reviewer == review.reviewer && other->domain == review.domain;
    });
    if (earlier == out.end()) {
      out.push_back(&review);
    } else if ((*earlier)->created <= review.created) {
      *earlier = &review;
    }
  }
  return out;
}

constexpr std::string_view no_file =
    "No file was examined. Only an approval with conditions is possible, as a record; the gate will answer \"hold\" "
    "until a file has been submitted and reviewed.";

/// Everything that keeps anybody from approving.
std::vector<std::string> hindrances(const Policy& policy, const Submission& submission, const Assessment& assessment,
                                    const std::vector<Review>& reviews, const Stakes& stakes) {
  std::vector<std::string> out;
  const ClassPolicy& rules = policy.of(assessment.risk);

  if (submission.state != SubmissionState::in_review) {
    out.push_back("The submission is not in review (it is " + std::string(to_text(submission.state)) + ").");
  }
  if (submission.submitter.empty()) out.push_back("The submission names no submitter.");
  if (submission.artifact && assessment.verdict == Verdict::unverifiable) {
    out.push_back("The file could not be verified: " + (assessment.reasons.empty()
                                                            ? std::string("there is no finished scan.")
                                                            : assessment.reasons.front()));
  }
  bool named = false;
  for (const Finding& finding : assessment.findings) {
    if (finding.waived || !fails(rules, finding.severity)) continue;
    named = true;
    out.push_back(finding.title + (finding.subject.empty() ? "" : " (" + finding.subject + ")") +
                  ". This must be mended in a new version, or accepted for a time with a recorded reason (" +
                  finding.rule + ").");
  }
  if (assessment.verdict == Verdict::fail && !named) {
    out.push_back("The automatic examination failed. Open the findings and see what must be mended.");
  }

  const std::string binding = binding_of(submission, assessment);
  std::set<PersonId> supporters;
  std::set<ReviewDomain> supported, objected;
  for (const Review* review : counting(submission, reviews, stakes)) {
    if (!review->counts(binding)) continue;
    if (review->opinion == Opinion::object) {
      objected.insert(review->domain);
      out.push_back("The " + std::string(to_text(review->domain)) +
                    " reviewer objects. The objection must be withdrawn first.");
    } else {
      supporters.insert(review->reviewer);
      supported.insert(review->domain);
    }
  }
  for (const ReviewDomain domain : rules.required_domains) {
    if (supported.contains(domain) || objected.contains(domain)) continue;
    out.push_back("The " + std::string(to_text(domain)) + " review is missing.");
  }
  const auto needed = static_cast<std::size_t>(std::max(1, rules.required_reviewers));
  if (supporters.size() < needed) {
    out.push_back(needed == 1 ? "No reviewer supports it yet. At least one has to."
                              : std::to_string(needed) + " different reviewers have to support it. So far " +
                                    std::to_string(supporters.size()) + (supporters.size() == 1 ? " does." : " do."));
  }
  return out;
}

Result<void> check_person(const Actor& actor, const Decision& decision, const Submission& submission,
                          const std::vector<Review>& reviews, int administrators, const Stakes& stakes) {
  if (actor.kind != ActorKind::person || actor.id.empty()) {
    return refuse(RefusalCode::forbidden, "Only a person can take a decision.");
  }
  if (!actor.may_use(Scope::decide)) {
    return refuse(RefusalCode::forbidden, "This token may not decide. Use one with the scope \"decide\", or log in.");
  }
  if (!actor.has(Role::approver)) {
    return refuse(RefusalCode::forbidden, "Only an approver can take a decision. Ask one of your approvers.");
  }
  if (actor.has(Role::administrator)) {
    return refuse(RefusalCode::forbidden, "An administrator cannot take decisions about tools. Ask an approver.");
  }
  if (administrators < 2) {
    return refuse(RefusalCode::conflict,
                  "Two active administrators are needed before decisions can be taken. Ask the administrator to "
                  "appoint a second one.");
  }
  if (decision.decider != actor.id || decision.submission != submission.id) {
    return refuse(RefusalCode::invalid, "The decision names another person or another submission.");
  }
  if (brought(actor.id, submission, stakes)) {
    return refuse(RefusalCode::forbidden,
                  "You submitted this request or sent files for it. Somebody else has to decide on it.");
  }
  if (stakes.is_conflicted(actor.id)) return refuse(RefusalCode::forbidden, std::string(conflict_sentence));
  const bool reviewed = std::any_of(reviews.begin(), reviews.end(), [&](const Review& review) {
    return review.submission == submission.id && review.reviewer == actor.id;
  });
  if (reviewed) {
    return refuse(RefusalCode::forbidden, "You reviewed this request. Somebody else has to decide on it.");
  }
  return {};
}

Result<void> check_waivers(const Decision& decision, const Policy& policy, const Assessment& assessment, Day today) {
  const ClassPolicy& rules = policy.of(assessment.risk);
  for (std::size_t i = 0; i < decision.waivers.size(); ++i) {
    const Waiver& waiver = decision.waivers[i];
    const std::string at = "/waivers/" + std::to_string(i);
    if (blank(waiver.reason)) {
      return refuse(RefusalCode::invalid, "Say why this finding can be accepted for a time.", at + "/reason");
    }
    if (waiver.expires <= today) {
      return refuse(RefusalCode::invalid, "The exception must end on a day in the future.", at + "/expires");
    }
    if (decision.expires && *decision.expires < waiver.expires) {
      return refuse(RefusalCode::invalid, "The exception must not last longer than the approval.", at + "/expires");
    }
    const bool needed =
        std::any_of(assessment.findings.begin(), assessment.findings.end(), [&](const Finding& finding) {
          return covers(waiver, finding, today) &&
                 (fails(rules, finding.severity) || finding.severity == Severity::ask);
        });
    if (!needed) {
      return refuse(RefusalCode::invalid,
                    "There is no such finding that would need an exception. Check the rule and its subject.",
                    at + "/rule");
    }
  }
  return {};
}

Result<void> check_rejection(const Decision& decision) {
  if (blank(decision.reason)) {
    return refuse(RefusalCode::invalid, "Say why the request is rejected; its department will read it.", "/reason");
  }
  if (!decision.conditions.empty()) {
    return refuse(RefusalCode::invalid, "A rejection has no conditions. Put them into the reason.", "/conditions");
  }
  if (!decision.waivers.empty()) {
    return refuse(RefusalCode::invalid, "A rejection has no exceptions. Remove them.", "/waivers");
  }
  return {};
}

Result<void> check_terms(const Decision& decision, const Policy& policy, const Submission& submission,
                         const Assessment& assessment, Day today) {
  for (std::size_t i = 0; i < decision.conditions.size(); ++i) {
    if (blank(decision.conditions[i])) {
      return refuse(RefusalCode::invalid, "Remove the empty condition.", "/conditions/" + std::to_string(i));
    }
  }
  // The class's standing conditions go with every approval; what is beyond them makes it one with conditions.
  const auto& standing = policy.of(assessment.risk).conditions;
  const bool beyond = std::any_of(decision.conditions.begin(), decision.conditions.end(), [&](const std::string& one) {
    return std::find(standing.begin(), standing.end(), one) == standing.end();
  });
  if (decision.outcome == Outcome::approve_with_conditions && decision.conditions.empty()) {
    return refuse(RefusalCode::invalid, "Name at least one condition, or approve without conditions.", "/conditions");
  }
  if (decision.outcome == Outcome::approve && beyond) {
    return refuse(RefusalCode::invalid, "Choose \"approve with conditions\", or remove the conditions.", "/outcome");
  }
  if (!submission.artifact && decision.outcome == Outcome::approve) {
    return refuse(RefusalCode::conflict, std::string(no_file), "/outcome");
  }
  if (!decision.expires) {
    return refuse(RefusalCode::invalid, "Every approval ends some day. Give the day, as in 2027-06-30.", "/expires");
  }
  if (*decision.expires <= today) {
    return refuse(RefusalCode::invalid, "The approval must end on a day in the future.", "/expires");
  }
  const Day latest = today + std::chrono::days(policy.of(assessment.risk).validity_days);
  if (*decision.expires > latest) {
    return refuse(RefusalCode::invalid,
                  "The policy lets an approval of this risk class last until " + to_text(latest) +
                      " at most. Choose that day or an earlier one.",
                  "/expires");
  }
  return {};
}

}  // namespace

std::string_view to_text(Opinion opinion) { return word_of(opinions, opinion); }
std::optional<Opinion> parse_opinion(std::string_view text) { return value_of(opinions, text); }
std::string_view to_text(Outcome outcome) { return word_of(outcomes, outcome); }
std::optional<Outcome> parse_outcome(std::string_view text) { return value_of(outcomes, text); }

std::string binding_of(const Submission& submission, const Assessment& assessment) {
  Digest findings;
  for (const Finding& finding : assessment.findings) {
    findings.add(finding.rule);
    findings.add(to_text(finding.severity));
    findings.add(finding.subject);
  }
  return "artifact=" + (submission.artifact ? submission.artifact->hex : std::string("none")) +
         ";use=" + std::to_string(submission.use_revision) + ";risk=" + std::string(to_text(assessment.risk)) +
         ";verdict=" + std::string(to_text(assessment.before_waivers)) + ";findings=" + findings.text();
}

Result<void> may_review(const Actor& actor, const Submission& submission, ReviewDomain domain, const Stakes& stakes) {
  if (actor.kind != ActorKind::person || actor.id.empty()) {
    return refuse(RefusalCode::forbidden, "Only a person can review.");
  }
  if (!actor.may_use(Scope::review)) {
    return refuse(RefusalCode::forbidden, "This token may not review. Use one with the scope \"review\", or log in.");
  }
  if (!actor.has(Role::reviewer)) return refuse(RefusalCode::forbidden, "Only a reviewer can review. Ask one of them.");
  if (!actor.has(domain)) {
    return refuse(RefusalCode::forbidden,
                  "You are not a reviewer of the domain \"" + std::string(to_text(domain)) +
                      "\". Choose a domain of yours, or ask the administrator.",
                  "/domain");
  }
  if (brought(actor.id, submission, stakes)) {
    return refuse(RefusalCode::forbidden,
                  "You submitted this request or sent files for it. Somebody else has to review it.");
  }
  if (stakes.is_conflicted(actor.id)) return refuse(RefusalCode::forbidden, std::string(conflict_sentence));
  if (submission.state != SubmissionState::in_review) {
    return refuse(RefusalCode::conflict, "Only a submission in review can be reviewed; this one is " +
                                             std::string(to_text(submission.state)) + ".");
  }
  return {};
}

std::vector<std::string> obstacles(const Policy& policy, const Submission& submission, const Assessment& assessment,
                                   const std::vector<Review>& reviews, const Stakes& stakes) {
  std::vector<std::string> out = hindrances(policy, submission, assessment, reviews, stakes);
  if (!submission.artifact) out.emplace_back(no_file);
  return out;
}

Result<void> may_decide(const Actor& actor, const Decision& decision, const Policy& policy,
                        const Submission& submission, const Assessment& assessment, const std::vector<Review>& reviews,
                        int administrators, const Present& present, const Stakes& stakes) {
  if (const auto person = check_person(actor, decision, submission, reviews, administrators, stakes); !person) {
    return person;
  }
  const SubmissionEvent event = decision.outcome == Outcome::approve ? SubmissionEvent::approve
                                : decision.outcome == Outcome::approve_with_conditions
                                    ? SubmissionEvent::approve_with_conditions
                                    : SubmissionEvent::reject;
  if (const auto state = next(submission.state, event); !state) return std::unexpected(state.error());
  if (decision.outcome == Outcome::reject) return check_rejection(decision);

  if (const auto terms = check_terms(decision, policy, submission, assessment, present.today); !terms) return terms;
  if (const auto waivers = check_waivers(decision, policy, assessment, present.today); !waivers) return waivers;
  // Only the decision's own waivers count, whatever the assessment was made with.
  Assessment judged = assessment;
  for (Finding& finding : judged.findings) {
    finding.waived = std::any_of(decision.waivers.begin(), decision.waivers.end(),
                                 [&](const Waiver& waiver) { return covers(waiver, finding, present.today); });
  }
  const std::vector<std::string> hindering = hindrances(policy, submission, judged, reviews, stakes);
  if (!hindering.empty()) {
    std::string sentence = "This cannot be approved yet.";
    const std::size_t shown = std::min<std::size_t>(hindering.size(), 10);
    for (std::size_t i = 0; i < shown; ++i) sentence += " " + hindering[i];
    if (hindering.size() > shown) sentence += " And " + std::to_string(hindering.size() - shown) + " more.";
    return refuse(RefusalCode::conflict, std::move(sentence));
  }
  return {};
}

}  // namespace formulary::domain
