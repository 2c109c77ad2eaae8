#include "service/usecases/record.hpp"

#include "service/domain/visible.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

domain::Result<void> stale() {
  return domain::refuse(RefusalCode::stale,
                        "Somebody changed this in the meantime. Load it again and look before you repeat your change.");
}

domain::AuditEntry entry_for(const domain::Actor& actor, const domain::Submission& submission, std::string action,
                             const std::string& text, domain::Instant at) {
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = std::move(action);
  entry.object_type = "submission";
  entry.object_id = submission.id.value;
  entry.object_sha256 = submission.artifact ? submission.artifact->hex : std::string();
  entry.text = text;
  entry.at = at;
  return entry;
}

}  // namespace

domain::Result<void> advance(Transaction& transaction, const World& world, const domain::Actor& actor,
                             domain::Submission& submission, domain::SubmissionEvent event, const std::string& text) {
  const auto after = domain::next(submission.state, event);
  if (!after) return std::unexpected(after.error());
  const domain::Instant now = world.present().now;
  const domain::SubmissionState before = submission.state;

  domain::Submission changed = submission;
  changed.state = *after;
  changed.updated = now;
  if (!transaction.submissions().update(changed)) return stale();
  ++changed.revision;
  submission = changed;

  transaction.submissions().insert(Transition{.submission = submission.id,
                                              .from = before,
                                              .to = *after,
                                              .event = std::string(to_text(event)),
                                              .actor = actor.id,
                                              .reason = text,
                                              .at = now});
  domain::AuditEntry entry = entry_for(actor, submission, "submission." + std::string(to_text(event)), text, now);
  entry.from = to_text(before);
  entry.to = to_text(*after);
  transaction.audit().append(entry);
  return {};
}

domain::Result<void> save(Transaction& transaction, const World& world, const domain::Actor& actor,
                          domain::Submission& submission, const std::string& action, const std::string& text) {
  submission.updated = world.present().now;
  if (!transaction.submissions().update(submission)) return stale();
  ++submission.revision;
  transaction.audit().append(entry_for(actor, submission, action, text, submission.updated));
  return {};
}

domain::Result<void> advance(Transaction& transaction, const World& world, const domain::Actor& actor,
                             domain::Approval& approval, domain::ApprovalEvent event, const std::string& reason) {
  const auto after = domain::next(approval.state, event);
  if (!after) return std::unexpected(after.error());
  const domain::ApprovalState before = approval.state;

  domain::Approval changed = approval;
  changed.state = *after;
  changed.reason = reason;
  changed.changer = actor.id;
  if (!transaction.registry().update(changed)) return stale();
  ++changed.revision;
  approval = changed;

  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = "approval." + std::string(to_text(event));
  entry.object_type = "approval";
  entry.object_id = approval.id.value;
  entry.object_sha256 = approval.artifacts.empty() ? std::string() : approval.artifacts.front().hex;
  entry.from = to_text(before);
  entry.to = to_text(*after);
  entry.text = reason;
  entry.at = world.present().now;
  transaction.audit().append(entry);
  return {};
}

void note(Transaction& transaction, const World& world, const domain::Actor& actor, const std::string& action,
          const std::string& object_type, const std::string& object_id, const std::string& text) {
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = action;
  entry.object_type = object_type;
  entry.object_id = object_id;
  entry.text = text;
  entry.at = world.present().now;
  transaction.audit().append(entry);
}

domain::Result<domain::Submission> fetch(Transaction& transaction, const domain::Actor& actor,
                                         const domain::SubmissionId& id, std::int64_t revision) {
  auto submission = transaction.submissions().find(id);
  if (!submission || domain::is_hidden_from(actor.id, *submission)) {
    return domain::refuse(RefusalCode::not_found, "There is no submission with this id.");
  }
  if (submission->revision != revision) {
    return domain::refuse(RefusalCode::stale, stale().error().sentence);
  }
  return *submission;
}

void void_reviews(Transaction& transaction, const World& world, const domain::Actor& actor,
                  const domain::Submission& submission, const std::string& reason) {
  const domain::Instant now = world.present().now;
  for (const domain::Review& review : transaction.submissions().reviews(submission.id)) {
    if (review.voided) continue;
    transaction.submissions().void_review(review.id, now, reason);
    note(transaction, world, actor, "review.void", "review", review.id.value, reason);
  }
}

}  // namespace formulary::usecases
