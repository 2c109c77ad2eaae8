#include "service/usecases/hand_in.hpp"

#include <algorithm>

#include "service/usecases/record.hpp"

namespace formulary::usecases {

using domain::RefusalCode;

domain::Result<domain::Submission> hand_in(Transaction& transaction, World& world, const domain::Actor& actor,
                                           const domain::SubmissionId& id, std::int64_t revision,
                                           domain::AssetLinks list) {
  auto submission = fetch(transaction, actor, id, revision);
  if (!submission) return submission;
  if (submission->submitter != actor.id && !actor.has(domain::Role::reviewer)) {
    return domain::refuse(RefusalCode::forbidden,
                          "Only the person who made this request, or a reviewer, may hand this in.");
  }
  if (submission->state != domain::SubmissionState::in_review &&
      submission->state != domain::SubmissionState::needs_info) {
    return domain::refuse(RefusalCode::conflict, "This request is " + std::string(to_text(submission->state)) +
                                                     ". Statement lists are taken while it is in review.");
  }
  const auto stored = submission->artifact ? transaction.registry().latest_report(*submission->artifact) : std::nullopt;
  if (!stored) return domain::refuse(RefusalCode::conflict, "No file of this request was examined.");
  const std::vector<std::string> hosts = domain::claimed_hosts(stored->report);
  if (!std::ranges::binary_search(hosts, list.host)) {
    return domain::refuse(RefusalCode::invalid, "The app does not claim the web addresses of this host.", "/host");
  }
  list.person = actor.id;
  list.handed_in = world.present().now;
  transaction.registry().replace(*submission->artifact, list);
  if (const auto saved = save(transaction, world, actor, *submission, "submission.asset_links", list.host); !saved) {
    return std::unexpected(saved.error());
  }
  return submission;
}

}  // namespace formulary::usecases
