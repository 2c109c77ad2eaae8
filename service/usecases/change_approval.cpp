#include "service/usecases/change_approval.hpp"

#include "service/usecases/assess.hpp"
#include "service/usecases/conflict.hpp"
#include "service/usecases/decide_recall.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {

using domain::ApprovalEvent;
using domain::RefusalCode;

domain::Result<domain::Approval> change_approval(Transaction& transaction, World& world, const domain::Actor& actor,
                                                 const domain::ApprovalId& id, std::int64_t revision,
                                                 ApprovalEvent event, const std::string& reason) {
  auto approval = transaction.registry().find_approval(id);
  if (!approval) return domain::refuse(RefusalCode::not_found, "There is no approval with this id.");
  if (approval->revision != revision) {
    return domain::refuse(RefusalCode::stale, "Somebody changed this approval in the meantime. Load it again.");
  }
  if (reason.empty()) {
    return domain::refuse(RefusalCode::invalid, "Give the reason: the departments concerned will read it.", "/reason");
  }
  const auto submission = transaction.submissions().find(approval->submission);
  if (submission && stakes_in(transaction, *submission).is_conflicted(actor.id)) {
    return domain::refuse(RefusalCode::forbidden, std::string(domain::conflict_sentence));
  }
  if (event == ApprovalEvent::lift) {
    if (!submission || submission->submitter == actor.id || submission->uploader == actor.id) {
      return domain::refuse(RefusalCode::forbidden,
                            "You asked for this tool or uploaded it: somebody else has to lift the suspension.");
    }
    const auto verdict = assess(transaction, world, *submission).assessment.verdict;
    if (submission->artifact && (verdict == domain::Verdict::fail || verdict == domain::Verdict::unverifiable)) {
      return domain::refuse(RefusalCode::conflict,
                            "The tool still fails the policy without a waiver. A new decision is needed.");
    }
    if (const auto against = recalls_against(transaction, approval->version); !against.empty()) {
      return domain::refuse(RefusalCode::conflict, "A " + name_of(against.front()) +
                                                       " stands against this version. Decide about the recall first.");
    }
    if (approval->state_on(world.present().today) == domain::ApprovalState::expired) {
      return domain::refuse(RefusalCode::conflict, "The approval has expired. A new decision is needed.");
    }
  }
  if (const auto moved = advance(transaction, world, actor, *approval, event, reason); !moved) {
    return std::unexpected(moved.error());
  }
  return *approval;
}

std::vector<domain::ApprovalId> expire_approvals(Transaction& transaction, World& world) {
  std::vector<domain::ApprovalId> expired;
  for (domain::Approval& approval : transaction.registry().approvals_due(world.present().today)) {
    const auto moved = advance(transaction, world, domain::Actor::system(), approval, ApprovalEvent::expire,
                               "The approval reached its last day.");
    if (moved) expired.push_back(approval.id);
  }
  return expired;
}

}  // namespace formulary::usecases
