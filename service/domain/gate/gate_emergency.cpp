#include "service/domain/gate/gate_emergency.hpp"

#include <algorithm>

#include "service/domain/jurisdiction.hpp"

namespace formulary::domain {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

bool taken_back(const Approval& approval) {
  return approval.state == ApprovalState::revoked || approval.state == ApprovalState::suspended;
}

/// Says no of the file; an approval that is only over does not.
bool is_no(GateVerdict verdict, const Approval* approval, Day today) {
  if (verdict != GateVerdict::denied || approval == nullptr) return verdict == GateVerdict::denied;
  const ApprovalState state = approval->state_on(today);
  return state != ApprovalState::expired && state != ApprovalState::superseded;
}

std::string who_ratifies(const EmergencyApproval& emergency) {
  if (emergency.state == EmergencyState::ratified) return "Two persons have ratified it; it ends all the same.";
  const std::string_view missing = !emergency.reviewer.empty()   ? "An approver"
                                   : !emergency.approver.empty() ? "A reviewer"
                                                                 : "A reviewer and an approver";
  return std::string(missing) + " who did not ask for it must ratify it by then.";
}

}  // namespace

const EmergencyApproval* emergency_at_gate(const GateQuery& query, const GateRecords& records, GateVerdict verdict,
                                           const Approval* approval, const Present& present) {
  const bool yes = verdict == GateVerdict::allowed || verdict == GateVerdict::allowed_with_conditions;
  if (yes || is_no(verdict, approval, present.today) || records.backup_unaccepted) return nullptr;
  if (!query.sha256 || !records.latest_report_complete) return nullptr;
  const bool other = approval != nullptr && !query.identifier.empty() && query.identifier != approval->identifier;
  if (other) return nullptr;
  // Behind what the registry has noted, the clock was set back; an hour that is over does not come back.
  const Instant now{std::max(present.now.ms, records.latest_known.ms)};
  if (std::ranges::any_of(records.approvals, taken_back)) return nullptr;
  const auto rejected = [](const Submission& one) { return one.state == SubmissionState::rejected; };
  if (std::ranges::any_of(records.submissions, rejected)) return nullptr;
  for (const EmergencyApproval& one : records.emergencies) {
    if (one.artifact != *query.sha256 || !one.holds(now)) continue;
    const bool recalled = std::ranges::any_of(records.recalls, [&](const StandingRecall& recall) {
      return recall.version == one.version && recall.action != RecallAction::count;
    });
    const auto asked = std::ranges::find(records.submissions, one.submission, &Submission::id);
    if (recalled || asked == records.submissions.end()) continue;
    if (!query.department.empty() && query.department != asked->department.value) continue;
    if (!query.jurisdiction.empty() && !covers(asked->use.jurisdictions, query.jurisdiction)) continue;
    return &one;
  }
  return nullptr;
}

GateAnswer allowed_in_emergency(GateAnswer answer, const EmergencyApproval& emergency, const GateRecords& records,
                                const Present& present) {
  const std::string until = to_rfc3339(emergency.ends);
  const auto asked = std::ranges::find(records.submissions, emergency.submission, &Submission::id);
  answer.verdict = GateVerdict::allowed_with_conditions;
  answer.reasons.insert(answer.reasons.begin(),
                        {emergency.id.value,
                         "This is an emergency approval (" + std::string(emergency_level) + "), until " + until + ". " +
                             who_ratifies(emergency) + " Reason: " + emergency.reason,
                         "emergency_approval", present.today});
  answer.conditions = {"Only in the emergency that it was granted for, and only until " + until + "."};
  answer.expires = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(emergency.ends.ms)));
  answer.next_check = {std::min(emergency.ends.ms, present.now.ms + hour_ms)};
  answer.approval = {emergency.id.value};
  answer.tool = asked == records.submissions.end() ? ToolId{} : asked->tool;
  return answer;
}

}  // namespace formulary::domain
