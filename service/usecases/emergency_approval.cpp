#include "service/usecases/emergency_approval.hpp"

#include <algorithm>

#include "service/usecases/assess.hpp"
#include "service/usecases/conflict.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::EmergencyApproval;
using domain::EmergencyEvent;
using domain::EmergencyState;
using domain::RefusalCode;

constexpr std::int64_t hour_ms = 3'600'000;

void note_change(Transaction& transaction, const World& world, const domain::Actor& actor,
                 const EmergencyApproval& approval, std::string action, std::string_view before,
                 const std::string& text) {
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = "emergency_approval." + std::move(action);
  entry.object_type = "emergency_approval";
  entry.object_id = approval.id.value;
  entry.object_sha256 = approval.artifact.hex;
  entry.from = before;
  entry.to = to_text(approval.state);
  entry.text = text;
  entry.at = world.present().now;
  transaction.audit().append(entry);
}

domain::EmergencyObstacles obstacles_of(Transaction& transaction, const domain::Submission& submission,
                                        domain::Instant now) {
  domain::EmergencyObstacles found;
  for (const domain::Submission& one : transaction.submissions().of_version(submission.version)) {
    found.rejected |= one.state == domain::SubmissionState::rejected;
  }
  for (const domain::Approval& one : transaction.registry().approvals_of(submission.tool)) {
    found.rejected |= one.version == submission.version &&
                      (one.state == domain::ApprovalState::revoked || one.state == domain::ApprovalState::suspended);
  }
  for (const EmergencyApproval& one : transaction.emergencies().of_version(submission.version)) {
    found.rejected |= one.state == EmergencyState::revoked;
    found.granted |= one.artifact == submission.artifact && one.holds(now);
  }
  for (const domain::StandingRecall& one : transaction.recalls().standing(submission.version)) {
    found.recalled |= one.action != domain::RecallAction::count;
  }
  return found;
}

domain::Result<void> advance(Transaction& transaction, const World& world, const domain::Actor& actor,
                             EmergencyApproval& approval, EmergencyEvent event, const std::string& reason) {
  const auto after = domain::next(approval.state, event);
  if (!after) return std::unexpected(after.error());
  const EmergencyState before = approval.state;
  approval.state = *after;
  approval.changer = actor.id;
  if (!transaction.emergencies().update(approval)) {
    return domain::refuse(RefusalCode::stale, "Somebody changed this in the meantime. Load it again.");
  }
  ++approval.revision;
  note_change(transaction, world, actor, approval, std::string(to_text(event)), to_text(before), reason);
  return {};
}

/// Nobody, or a person who is not locked out and has the role still.
bool still_holds(Transaction& transaction, const domain::PersonId& id, domain::Role role) {
  if (id.empty()) return true;
  const auto person = transaction.people().find(id);
  return person && person->active() && person->has(role);
}

}  // namespace

domain::Result<EmergencyApproval> grant_emergency(Transaction& transaction, World& world, const domain::Actor& actor,
                                                  const domain::SubmissionId& id, const std::string& reason,
                                                  int hours) {
  const auto submission = transaction.submissions().find(id);
  if (!submission || submission->state == domain::SubmissionState::draft) {
    return domain::refuse(RefusalCode::not_found, "There is no submission with this id.");
  }
  const domain::Instant now = world.present().now;
  const Assessed assessed = assess(transaction, world, *submission);
  if (const auto may = domain::may_grant(actor, *submission, assessed.assessment,
                                         obstacles_of(transaction, *submission, now), hours);
      !may) {
    return std::unexpected(may.error());
  }
  const auto access = transaction.emergencies().access_of(actor.id);
  if (!access || !access->stands(now)) {
    return domain::refuse(RefusalCode::forbidden, "Emergency access has ended.");
  }
  if (reason.empty()) {
    return domain::refuse(RefusalCode::invalid, "Say why it cannot wait: the departments will read it.", "/reason");
  }
  EmergencyApproval approval{.id = {world.new_id()},
                             .submission = submission->id,
                             .version = submission->version,
                             .artifact = *submission->artifact,
                             .access = access->id,
                             .grantor = actor.id,
                             .reason = reason,
                             .granted = now,
                             .ends = {now.ms + hours * hour_ms}};
  transaction.emergencies().insert(approval);
  note_change(transaction, world, actor, approval, "grant", "", reason);
  return approval;
}

domain::Result<domain::Ratifier> may_ratify(Transaction& transaction, const World& world, const domain::Actor& actor,
                                            const EmergencyApproval& approval) {
  const auto submission = transaction.submissions().find(approval.submission);
  if (!submission) return domain::refuse(RefusalCode::not_found, "There is no submission with this id.");
  domain::Stakes stakes = stakes_in(transaction, *submission);
  // Who was locked out or has lost the role since stands for it no more than who has an interest.
  if (!still_holds(transaction, approval.reviewer, domain::Role::reviewer)) {
    stakes.conflicted.push_back(approval.reviewer);
  }
  if (!still_holds(transaction, approval.approver, domain::Role::approver)) {
    stakes.conflicted.push_back(approval.approver);
  }
  return domain::may_ratify(actor, approval, *submission, stakes, world.present().now);
}

domain::Result<EmergencyApproval> ratify_emergency(Transaction& transaction, World& world, const domain::Actor& actor,
                                                   const domain::EmergencyApprovalId& id) {
  auto approval = transaction.emergencies().find(id);
  if (!approval) return domain::refuse(RefusalCode::not_found, "There is no emergency approval with this id.");
  const auto as = may_ratify(transaction, world, actor, *approval);
  if (!as) return std::unexpected(as.error());
  (*as == domain::Ratifier::approver ? approval->approver : approval->reviewer) = actor.id;
  if (!approval->approver.empty() && !approval->reviewer.empty()) {
    if (const auto moved = advance(transaction, world, actor, *approval, EmergencyEvent::ratify, {}); !moved) {
      return std::unexpected(moved.error());
    }
    return *approval;
  }
  // The first of the two: the state stays.
  if (!transaction.emergencies().update(*approval)) {
    return domain::refuse(RefusalCode::stale, "Somebody changed this in the meantime. Load it again.");
  }
  ++approval->revision;
  note_change(transaction, world, actor, *approval, "support", to_text(approval->state), {});
  return *approval;
}

domain::Result<EmergencyApproval> revoke_emergency(Transaction& transaction, World& world, const domain::Actor& actor,
                                                   const domain::EmergencyApprovalId& id, const std::string& reason) {
  auto approval = transaction.emergencies().find(id);
  if (!approval) return domain::refuse(RefusalCode::not_found, "There is no emergency approval with this id.");
  const auto submission = transaction.submissions().find(approval->submission);
  if (submission && stakes_in(transaction, *submission).is_conflicted(actor.id)) {
    return domain::refuse(RefusalCode::forbidden, std::string(domain::conflict_sentence));
  }
  if (reason.empty()) {
    return domain::refuse(RefusalCode::invalid, "Give the reason: the departments concerned will read it.", "/reason");
  }
  if (const auto moved = advance(transaction, world, actor, *approval, EmergencyEvent::revoke, reason); !moved) {
    return std::unexpected(moved.error());
  }
  return *approval;
}

int end_emergency_approvals(Transaction& transaction, World& world) {
  int ended = 0;
  for (EmergencyApproval& approval : transaction.emergencies().past_their_hour(world.present().now)) {
    const std::string reason = approval.state == EmergencyState::ratified
                                   ? "It reached its hour."
                                   : "It reached its hour, and nobody had ratified it.";
    if (advance(transaction, world, domain::Actor::system(), approval, EmergencyEvent::end, reason)) ++ended;
  }
  return ended;
}

}  // namespace formulary::usecases
