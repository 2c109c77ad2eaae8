#include "service/domain/emergency.hpp"

#include <algorithm>

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

using S = EmergencyState;
using E = EmergencyEvent;

constexpr Word<S> states[] = {
    {S::standing, "standing"}, {S::ratified, "ratified"}, {S::revoked, "revoked"}, {S::expired, "expired"}};
constexpr Word<E> events[] = {{E::ratify, "ratify"}, {E::revoke, "revoke"}, {E::end, "end"}};

struct Step {
  S from;
  E event;
  S to;
};

/// The whole life of an emergency approval. What is not here does not happen.
constexpr Step steps[] = {
    {S::standing, E::ratify, S::ratified}, {S::standing, E::revoke, S::revoked}, {S::ratified, E::revoke, S::revoked},
    {S::standing, E::end, S::revoked},     {S::ratified, E::end, S::expired},
};

}  // namespace

bool EmergencyAccess::opens(Instant now) const { return !opened && minted <= now && now < code_ends; }
bool EmergencyAccess::stands(Instant now) const { return opened && until && !ended && *opened <= now && now < *until; }

std::string_view to_text(EmergencyState state) { return word_of(states, state); }
std::string_view to_text(EmergencyEvent event) { return word_of(events, event); }
std::optional<EmergencyState> parse_emergency_state(std::string_view text) { return value_of(states, text); }

Result<EmergencyState> next(EmergencyState state, EmergencyEvent event) {
  for (const Step& step : steps) {
    if (step.from == state && step.event == event) return step.to;
  }
  return refuse(RefusalCode::conflict, "This emergency approval is " + std::string(to_text(state)) +
                                           ". Load it again and look before you repeat your change.");
}

bool EmergencyApproval::holds(Instant now) const {
  return (state == S::standing || state == S::ratified) && granted <= now && now < ends;
}

Result<void> may_grant(const Actor& actor, const Submission& submission, const Assessment& assessment,
                       const EmergencyObstacles& obstacles, int hours) {
  if (actor.kind != ActorKind::emergency) {
    return refuse(RefusalCode::forbidden, "Only emergency access grants an emergency approval.");
  }
  if (hours < 1 || hours > emergency_hours_most) {
    return refuse(RefusalCode::invalid, "An emergency approval lasts 1 to 72 hours.", "/hours");
  }
  if (submission.state != SubmissionState::in_review && submission.state != SubmissionState::needs_info) {
    return refuse(RefusalCode::conflict,
                  "Only a request that waits for its decision gets an emergency approval; this "
                  "one is " +
                      std::string(to_text(submission.state)) + ".");
  }
  if (!submission.artifact || assessment.before_waivers == Verdict::unverifiable) {
    return refuse(RefusalCode::conflict,
                  "No file of it was examined completely, so nobody knows what would be installed.");
  }
  const auto block = std::ranges::find(assessment.findings, Severity::block, &Finding::severity);
  if (block != assessment.findings.end()) {
    return refuse(RefusalCode::conflict,
                  "Not even an emergency lets this through: " + block->title + " (" + block->rule + ").");
  }
  if (obstacles.recalled) return refuse(RefusalCode::conflict, "A recall stands against this version.");
  if (obstacles.rejected) {
    return refuse(RefusalCode::conflict, "This version was rejected, or an approval of it was taken back.");
  }
  if (obstacles.granted) return refuse(RefusalCode::conflict, "An emergency approval of this file holds already.");
  return {};
}

Result<Ratifier> may_ratify(const Actor& actor, const EmergencyApproval& approval, const Submission& submission,
                            const Stakes& stakes, Instant now) {
  if (actor.kind != ActorKind::person || actor.id.empty() || !actor.may_use(Scope::decide) ||
      (!actor.has(Role::reviewer) && !actor.has(Role::approver))) {
    return refuse(RefusalCode::forbidden, "Only a reviewer and an approver ratify an emergency approval.");
  }
  if (actor.id == submission.submitter || actor.id == submission.uploader || stakes.is_involved(actor.id)) {
    return refuse(RefusalCode::forbidden,
                  "You submitted this request or sent files for it. Somebody else has to ratify.");
  }
  if (stakes.is_conflicted(actor.id)) return refuse(RefusalCode::forbidden, std::string(conflict_sentence));
  if (const auto state = next(approval.state, EmergencyEvent::ratify); !state) return std::unexpected(state.error());
  if (!approval.holds(now)) return refuse(RefusalCode::conflict, "This emergency approval has ended.");
  if (actor.id == approval.reviewer || actor.id == approval.approver) {
    return refuse(RefusalCode::forbidden, "You have ratified it already. The second person has to be another one.");
  }
  for (const PersonId& first : {approval.reviewer, approval.approver}) {
    if (!first.empty() && (stakes.is_involved(first) || stakes.is_conflicted(first))) {
      return refuse(
          RefusalCode::conflict,
          "Who ratified it first may not any more, so it ends at its hour. Decide the request, or revoke this "
          "approval.");
    }
  }
  if (actor.has(Role::approver) && approval.approver.empty()) return Ratifier::approver;
  if (actor.has(Role::reviewer) && approval.reviewer.empty()) return Ratifier::reviewer;
  return refuse(RefusalCode::forbidden, approval.approver.empty() ? "An approver still has to ratify it."
                                                                  : "A reviewer still has to ratify it.");
}

}  // namespace formulary::domain
