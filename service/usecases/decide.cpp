#include "service/usecases/decide.hpp"

#include <algorithm>

#include "service/usecases/assess.hpp"
#include "service/usecases/conflict.hpp"
#include "service/usecases/decide_recall.hpp"
#include "service/usecases/record.hpp"
#include "service/usecases/watch_recalls.hpp"

namespace formulary::usecases {
namespace {

domain::SubmissionEvent event_of(domain::Outcome outcome) {
  switch (outcome) {
    case domain::Outcome::approve:
      return domain::SubmissionEvent::approve;
    case domain::Outcome::approve_with_conditions:
      return domain::SubmissionEvent::approve_with_conditions;
    case domain::Outcome::reject:
      break;
  }
  return domain::SubmissionEvent::reject;
}

/// The certificates that the scanner verified, for every platform range, sorted.
std::vector<std::string> signers_of(const std::optional<StoredReport>& stored) {
  std::vector<std::string> signers;
  if (!stored) return signers;
  const auto verified = std::ranges::any_of(stored->report.facts, [](const Fact& fact) {
    return fact.name == fact::apk_signature_verified && fact.value == "true";
  });
  if (!verified) return signers;
  for (const Fact& fact : stored->report.facts) {
    if (fact.name == fact::apk_signature_signer) signers.push_back(fact.value);
  }
  std::ranges::sort(signers);
  const auto repeated = std::ranges::unique(signers);
  signers.erase(repeated.begin(), repeated.end());
  return signers;
}

domain::Result<domain::Approval> make_approval(Transaction& transaction, World& world, const domain::Actor& actor,
                                               const domain::Submission& submission, const Assessed& assessed,
                                               const domain::Decision& decision) {
  Registry& registry = transaction.registry();
  const auto tool = registry.find_tool(submission.tool);
  const auto version = registry.find_version(submission.version);
  if (!tool || !version) {
    return domain::refuse(domain::RefusalCode::conflict,
                          "The scanner could not tell which tool this file is, so it cannot be approved. "
                          "Ask the submitter for a readable file.");
  }
  const domain::Present present = world.present();
  domain::Approval approval;
  approval.id = {world.new_id()};
  approval.submission = submission.id;
  approval.tool = tool->id;
  approval.version = version->id;
  approval.platform = tool->platform;
  approval.identifier = tool->identifier;
  approval.version_text = version->version;
  approval.version_code = version->version_code;
  if (submission.artifact) approval.artifacts = {*submission.artifact};
  approval.signers = signers_of(assessed.report);
  approval.conditions = decision.conditions;
  approval.jurisdictions = submission.use.jurisdictions;
  approval.department = submission.department;
  approval.state = domain::ApprovalState::active;
  approval.reason = decision.reason;
  approval.decider = actor.id;
  approval.starts = present.today;
  approval.expires = decision.expires;
  approval.created = present.now;

  // A newer version's approval takes the place of the older ones of the same department and tool.
  for (domain::Approval& older : registry.approvals_of(tool->id)) {
    const bool open = older.state == domain::ApprovalState::active || older.state == domain::ApprovalState::suspended;
    if (!open || older.department != submission.department) continue;
    const auto moved = advance(transaction, world, actor, older, domain::ApprovalEvent::supersede,
                               "A newer decision about this tool took its place.");
    if (!moved) return std::unexpected(moved.error());
  }
  registry.insert(approval);
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = "approval.create";
  entry.object_type = "approval";
  entry.object_id = approval.id.value;
  entry.object_sha256 = submission.artifact ? submission.artifact->hex : std::string();
  entry.to = to_text(approval.state);
  entry.at = present.now;
  transaction.audit().append(entry);
  // What a recall suspends, no new decision sets free.
  for (const domain::RecallCase& recall : recalls_against(transaction, approval.version)) {
    act_on(transaction, world, recall);
  }
  return registry.find_approval(approval.id).value_or(approval);
}

}  // namespace

domain::Result<Decided> decide(Transaction& transaction, World& world, const domain::Actor& actor,
                               const domain::SubmissionId& id, std::int64_t revision, const NewDecision& request) {
  auto submission = fetch(transaction, actor, id, revision);
  if (!submission) return std::unexpected(submission.error());
  const Assessed assessed = assess(transaction, world, *submission, &request.waivers);
  const std::vector<domain::Review> reviews = transaction.submissions().reviews(id);

  domain::Decision decision;
  decision.id = {world.new_id()};
  decision.submission = id;
  decision.decider = actor.id;
  decision.outcome = request.outcome;
  decision.reason = request.reason;
  decision.conditions = request.conditions;
  decision.waivers = request.waivers;
  decision.expires = request.expires;
  decision.created = world.present().now;
  if (decision.outcome != domain::Outcome::reject) {
    for (const std::string& standard : assessed.policy.of(assessed.assessment.risk).conditions) {
      if (std::ranges::find(decision.conditions, standard) == decision.conditions.end()) {
        decision.conditions.push_back(standard);
      }
    }
  }

  const auto may = domain::may_decide(actor, decision, assessed.policy, *submission, assessed.assessment, reviews,
                                      transaction.people().active_administrators(), world.present(),
                                      stakes_in(transaction, *submission));
  if (!may) return std::unexpected(may.error());
  if (decision.outcome == domain::Outcome::approve) {
    const std::vector<std::string> missing = missing_at_gate(transaction, world, *submission, assessed.policy);
    if (!missing.empty()) {
      std::string sentence =
          "Only an approval with conditions is possible, and the gate stays closed until this is mended:";
      for (const std::string& one : missing) sentence += " " + one;
      return domain::refuse(domain::RefusalCode::conflict, std::move(sentence), "/outcome");
    }
  }
  transaction.submissions().insert(decision);
  if (const auto moved = advance(transaction, world, actor, *submission, event_of(decision.outcome), decision.reason);
      !moved) {
    return std::unexpected(moved.error());
  }
  Decided decided{*submission, decision, std::nullopt};
  if (decision.outcome != domain::Outcome::reject) {
    auto approval = make_approval(transaction, world, actor, *submission, assessed, decision);
    if (!approval) return std::unexpected(approval.error());
    decided.approval = *approval;
  }
  return decided;
}

}  // namespace formulary::usecases
