#include "service/usecases/reassess.hpp"

#include <set>

#include "service/usecases/assess.hpp"
#include "service/usecases/change_approval.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {

Reassessment reassess(Transaction& transaction, World& world, const domain::Actor& actor) {
  Reassessment result;
  result.expired = expire_approvals(transaction, world);

  std::set<std::string> seen;
  ApprovalFilter filter;
  filter.states = {domain::ApprovalState::active};
  filter.limit = 200;
  for (;;) {
    const std::vector<domain::Approval> page = transaction.registry().list_approvals(filter);
    for (domain::Approval approval : page) {
      const auto submission = transaction.submissions().find(approval.submission);
      if (!submission || !submission->artifact) continue;
      if (seen.insert(submission->artifact->hex).second) ++result.artifacts;
      const domain::Assessment assessment = assess(transaction, world, *submission).assessment;
      if (assessment.verdict == domain::Verdict::pass || assessment.verdict == domain::Verdict::attention) continue;
      const std::string reason =
          assessment.reasons.empty() ? "Today's rules or policy no longer pass it." : assessment.reasons.front();
      if (advance(transaction, world, domain::Actor::system(), approval, domain::ApprovalEvent::suspend, reason)) {
        result.suspended.push_back(approval.id);
      }
    }
    if (static_cast<int>(page.size()) < filter.limit) break;
    filter.before = page.back().id;
  }
  note(transaction, world, actor, "registry.reassess", "registry", {});
  return result;
}

}  // namespace formulary::usecases
