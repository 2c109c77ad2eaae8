#include "service/domain/gate/gate_emergency.hpp"

#include <algorithm>

#include "service/domain/jurisdiction.hpp"

namespace formulary::domain {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

bool taken_back(const Approval& approval) {
  return approval.state == ApprovalState::revoked || approval.state == ApprovalState::suspended;
}

std::string who_ratifies(const EmergencyApproval& emergency) {
  if (emergency.state == EmergencyState::ratified) return "Two persons have ratified it; it ends all the same.";
  const std::string_view missing = !emergency.reviewer.empty()   ? "An approver"
                                   : !emergency.approver.empty() ? "A reviewer"
                                                                 : "A reviewer and an approver";
  return std::string(missing) + " who did not ask for it must ratify it by then.";
}

}  // namespace

const EmergencyApproval* emergency_at_gate(const GateQuery& query, const GateRecords& records, Instant now) {
  if (!query.sha256 || !records.latest_report_complete) return nullptr;
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
