// Reviews, decisions, and who may give them. Three different people stand behind every approval: the submitter, at
// least one reviewer, and the approver. The database holds the same rules as a second guard (triggers in schemas/db).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/domain/policy.hpp"
#include "service/domain/stakes.hpp"
#include "service/domain/submission.hpp"

namespace formulary::domain {

enum class Opinion : std::uint8_t { support, object };
std::string_view to_text(Opinion opinion);
std::optional<Opinion> parse_opinion(std::string_view text);

/// One person's signed-off view in one domain.
struct Review {
  ReviewId id;
  SubmissionId submission;
  PersonId reviewer;
  ReviewDomain domain = ReviewDomain::security;
  Opinion opinion = Opinion::object;
  std::string comment;
  std::string binding;  ///< what it was given on; see binding_of
  Instant created;
  std::optional<Instant> voided;
  std::string void_reason;

  bool stands(std::string_view current_binding) const { return !voided && binding == current_binding; }
  /// An objection does not lapse by itself when what it was given on changes; support does.
  bool counts(std::string_view current_binding) const {
    return opinion == Opinion::object ? !voided.has_value() : stands(current_binding);
  }
};

/// What a review or a decision binds to: the artifact, the intended use and the policy's result before any waiver. A
/// different text means that the review was given on something else.
std::string binding_of(const Submission& submission, const Assessment& assessment);

/// May `actor` review `submission` in `domain`? Not their own request or upload; only in a domain of theirs; only while
/// it is in review; not where they have a declared interest.
Result<void> may_review(const Actor& actor, const Submission& submission, ReviewDomain domain,
                        const Stakes& stakes = {});

enum class Outcome : std::uint8_t { approve, approve_with_conditions, reject };
std::string_view to_text(Outcome outcome);
std::optional<Outcome> parse_outcome(std::string_view text);

struct Decision {
  DecisionId id;
  SubmissionId submission;
  PersonId decider;
  Outcome outcome = Outcome::reject;
  std::string reason;
  std::vector<std::string> conditions;
  std::vector<Waiver> waivers;
  std::optional<Day> expires;  ///< of the approval; required unless rejected
  Instant created;
};

/// What keeps `submission` from being approved by anybody: a sentence each. Shown to all, in plain words. An objection
/// stands until it is voided or its author reviews the same domain again; support counts only for the present binding.
/// One sentence does not keep it from an approval with conditions: that there is no file, so that the gate will say
/// hold.
std::vector<std::string> obstacles(const Policy& policy, const Submission& submission, const Assessment& assessment,
                                   const std::vector<Review>& reviews, const Stakes& stakes = {});

/// May `actor` take `decision` on `submission`? Checks persons, state, reviews, verdict, waivers and expiry.
/// `assessment` was made with the decision's own waivers.
/// `administrators` is the number of active ones: two are needed before the first decision.
Result<void> may_decide(const Actor& actor, const Decision& decision, const Policy& policy,
                        const Submission& submission, const Assessment& assessment, const std::vector<Review>& reviews,
                        int administrators, const Present& present, const Stakes& stakes = {});

}  // namespace formulary::domain
